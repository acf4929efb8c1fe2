import { defineEventHandler } from '@payloom/messaging/event-handler';
import { addAuditEntry } from '../operations/add-audit-entry.ts';
import { countDay } from '../operations/count-day.ts';

/** Whatever happens elsewhere is in the log. Its own `admin.audit-entry.added` is not, or the log would feed itself. */
export const onAnythingAudited = defineEventHandler({
  queue: 'admin.audit-entries.add',
  patterns: ['auth.#', 'profile.profile.#', 'payments.#'],
  batchSizeMax: 200,
  handle: async (event, em) => {
    addAuditEntry(em, event);
    await countDay(em, event);
  },
});
