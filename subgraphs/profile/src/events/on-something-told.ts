import { defineEventHandler } from '@payloom/messaging/event-handler';
import { toldTypes } from '../notifications/told-of.ts';
import { addNotifications } from '../operations/add-notifications.ts';

/** Whom an event concerns is told of it, once. */
export const onSomethingTold = defineEventHandler({
  queue: 'profile.notifications.add',
  type: toldTypes,
  batchSizeMax: 100,
  handle: (event, em) => addNotifications(em, event),
});
