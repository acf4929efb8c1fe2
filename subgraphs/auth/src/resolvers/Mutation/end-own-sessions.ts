import { requireViewer } from '@payloom/subgraph-kit/context';
import { endOwnSessions } from '../../operations/end-sessions.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const endOtherSessions: MutationResolvers['endOtherSessions'] = (_parent, _args, context) =>
  endOwnSessions(context, requireViewer(context), 'OTHERS');

export const endAllSessions: MutationResolvers['endAllSessions'] = async (_parent, _args, context) => {
  const result = await endOwnSessions(context, requireViewer(context), 'ALL');
  context.refreshCookie.clear();
  return result;
};
