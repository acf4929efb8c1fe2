import { defineEventHandler } from '@payloom/messaging/event-handler';
import { saveRegisteredUser } from '../operations/save-registered-user.ts';

/** Whoever registers can be found. */
export const onUserRegistered = defineEventHandler({
  queue: 'admin.users.register',
  type: 'auth.user.registered',
  batchSizeMax: 200,
  handle: ({ data, time }, em) => saveRegisteredUser(em, { ...data, registeredAt: new Date(time) }),
});
