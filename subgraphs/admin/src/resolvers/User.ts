import { listAuditTrail } from '../operations/list-audit-entries.ts';
import type { UserResolvers } from './__generated__/resolver-types.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  auditTrail: ({ id }, args, context) => listAuditTrail(context, id, args),
};
