import { listAuditEntries } from '../../operations/list-audit-entries.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const auditEntries: QueryResolvers['auditEntries'] = (_parent, args, context) =>
  listAuditEntries(context, args);
