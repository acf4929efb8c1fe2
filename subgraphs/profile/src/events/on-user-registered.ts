import { defineEventHandler } from '@payloom/messaging/event-handler';
import { createProfile } from '../operations/create-profile.ts';

/** Whoever has an account has a profile. */
export const onUserRegistered = defineEventHandler({
  queue: 'profile.profiles.create',
  type: 'auth.user.registered',
  batchSizeMax: 200,
  handle: ({ data }, em) => createProfile(em, data),
});
