import type { AuditEntry } from '../entities/audit-entry.entity.ts';
import type { UserPage } from '../operations/list-users.ts';

export type AuditEntryMapper = AuditEntry;
/** The id is all this subgraph shows; auth and profile have the rest. */
export type UserMapper = { id: string };
export type UserConnectionMapper = UserPage;
