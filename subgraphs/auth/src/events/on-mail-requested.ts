import { defineEventHandler } from '@payloom/messaging/event-handler';
import { promiseNotification } from '../operations/promise-notification.ts';

/** Whoever wants to be told by mail is written to. */
export const onMailRequested = defineEventHandler({
  queue: 'auth.mails.promise',
  type: 'profile.notification.mail-requested',
  batchSizeMax: 50,
  handle: (event, em) => promiseNotification(em, event, new Date()),
});
