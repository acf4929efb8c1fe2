import { z } from 'zod';
import { defineEvent } from './define-event.ts';

const deadLetter = {
  deadLetterId: z.uuid(),
  /** The consumer that could not handle the event. */
  queue: z.string(),
  eventId: z.uuid(),
  eventType: z.string(),
};

const settingValue = z.object({ value: z.union([z.boolean(), z.int(), z.string()]) });

export const adminEvents = {
  'admin.setting.changed': defineEvent({
    version: 1,
    description:
      'An administrator changed a setting of the platform. The subject is its key; `settings.ts` says what the value is.',
    audience: 'Administrators.',
    data: z.object({
      key: z.string(),
      /** Grows by one with each change of this setting. */
      version: z.int().positive(),
      before: settingValue,
      after: settingValue,
      reason: z.string(),
    }),
  }),
  'admin.notice.changed': defineEvent({
    version: 1,
    description: 'The notice on top of every page is another one, or none. The subject is the notice.',
    audience: 'Everybody who is signed in.',
    data: z.object({ noticeId: z.string() }),
  }),
  'admin.audit-entry.added': defineEvent({
    version: 1,
    description: 'The audit log grew by one entry. The subject is the entry.',
    audience: 'Administrators.',
    data: z.object({ auditEntryId: z.uuid(), action: z.string() }),
  }),
  'admin.dead-letter.collected': defineEvent({
    version: 1,
    description: 'A consumer gave an event up. The subject is the dead letter.',
    audience: 'Administrators.',
    data: z.object({ ...deadLetter, reason: z.string() }),
  }),
  'admin.dead-letter.replayed': defineEvent({
    version: 1,
    description: 'An administrator sent a dead letter to its consumer again. The subject is the dead letter.',
    audience: 'Administrators.',
    data: z.object(deadLetter),
  }),
  'admin.dead-letter.discarded': defineEvent({
    version: 1,
    description: 'An administrator let a dead letter go, and said why. The subject is the dead letter.',
    audience: 'Administrators.',
    data: z.object({ ...deadLetter, reason: z.string() }),
  }),
} as const;
