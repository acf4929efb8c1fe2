import { z } from 'zod';
import { defineEvent } from './define-event.ts';

const deadLetter = {
  deadLetterId: z.uuid(),
  /** The consumer that could not handle the event. */
  queue: z.string(),
  eventId: z.uuid(),
  eventType: z.string(),
};

export const adminEvents = {
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
