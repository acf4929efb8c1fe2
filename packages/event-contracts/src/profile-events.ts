import { z } from 'zod';
import { defineEvent } from './define-event.ts';

const profileState = z.object({
  displayName: z.string(),
  phone: z.string().nullable(),
  locale: z.string(),
  timeZone: z.string(),
});

export const profileEvents = {
  'profile.profile.created': defineEvent({
    version: 1,
    description: 'The profile of a newly registered user exists. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid(), after: profileState }),
  }),
  'profile.profile.updated': defineEvent({
    version: 1,
    description: 'A user edited their profile. The subject is the user.',
    audience: 'The user and administrators.',
    data: z.object({ userId: z.uuid(), before: profileState, after: profileState }),
  }),
} as const;
