import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const adminEvents = {
  'admin.audit-entry.added': defineEvent({
    version: 1,
    description: 'The audit log grew by one entry. The subject is the entry; only administrators see it.',
    data: z.object({ auditEntryId: z.uuid(), action: z.string() }),
  }),
} as const;
