import { findAuditEntry } from '../operations/find-audit-entry.ts';
import type { AuditEntryResolvers } from './__generated__/resolver-types.ts';

export const AuditEntry: AuditEntryResolvers = {
  __resolveReference: ({ id }, context) => findAuditEntry(context, id),
  actor: ({ actorId }) => (actorId ? { id: actorId } : null),
};
