import { defineEntity, p } from '@mikro-orm/postgresql';

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entries',
  properties: {
    /** The id of the event it tells of: UUIDv7, so entries sort by when things happened. */
    id: p.uuid().primary(),
    at: p.datetime(),
    action: p.text(),
    /** Null when the system did it. */
    actorId: p.uuid().nullable(),
    subject: p.text(),
    clientAddress: p.text().nullable(),
    before: p.json<Record<string, unknown>>().nullable(),
    after: p.json<Record<string, unknown>>().nullable(),
  },
});

/** One thing that happened. Entries are added and never changed; the database refuses it. */
export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry);
