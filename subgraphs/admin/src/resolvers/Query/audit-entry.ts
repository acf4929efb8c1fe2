import { findAuditEntry } from '../../operations/find-audit-entry.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const auditEntry: QueryResolvers['auditEntry'] = (_parent, { id }, context) =>
  findAuditEntry(context, id);
