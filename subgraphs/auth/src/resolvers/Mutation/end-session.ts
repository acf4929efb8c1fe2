import { requireViewer } from '@payloom/subgraph-kit/context';
import { endOneSession } from '../../operations/end-sessions.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const endSession: MutationResolvers['endSession'] = (_parent, { id }, context) =>
  endOneSession(context, requireViewer(context), id);
