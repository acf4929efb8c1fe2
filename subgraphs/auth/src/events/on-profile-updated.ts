import { defineEventHandler } from '@payloom/messaging/event-handler';
import { followLanguage } from '../operations/follow-language.ts';

/** Mails follow the language that somebody reads in. */
export const onProfileUpdated = defineEventHandler({
  queue: 'auth.users.follow-profile',
  type: 'profile.profile.updated',
  batchSizeMax: 50,
  handle: ({ data }, em) => followLanguage(em, data.userId, data.after.locale),
});
