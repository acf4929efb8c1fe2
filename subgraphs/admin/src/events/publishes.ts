import type { EntityManager } from '@mikro-orm/postgresql';
import { roleAudience, type EventEnvelope } from '@payloom/event-contracts/envelope';
import { recordEvent } from '@payloom/messaging/outbox';
import type { AuditEntry } from '../entities/audit-entry.entity.ts';

/** Records `admin.audit-entry.added`, in the name of whoever caused the event it tells of. */
export function recordAuditEntryAdded(em: EntityManager, entry: AuditEntry, cause: EventEnvelope): void {
  recordEvent(em, {
    type: 'admin.audit-entry.added',
    subject: entry.id,
    data: { auditEntryId: entry.id, action: entry.action },
    audience: [roleAudience('ADMIN')],
    actor: cause.actor,
    clientAddress: cause.clientaddress,
    traceparent: cause.traceparent,
  });
}
