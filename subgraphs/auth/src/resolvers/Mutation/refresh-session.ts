import { refreshSession as refreshSessionOperation } from '../../operations/refresh-session.ts';
import { handOver } from '../hand-over.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const refreshSession: MutationResolvers['refreshSession'] = async (_parent, { again }, context) => {
  const result = await refreshSessionOperation(context, context.refreshCookie.read(), again);
  if (result.__typename === 'SessionExpired') context.refreshCookie.clear();
  return handOver(context, result);
};
