import { requireViewer } from '@payloom/subgraph-kit/context';
import { confirmItIsMe as confirmItIsMeOperation } from '../../operations/confirm-it-is-me.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const confirmItIsMe: MutationResolvers['confirmItIsMe'] = (_parent, { input }, context) =>
  confirmItIsMeOperation(context, requireViewer(context), input);
