import { withRecentProof } from '@payloom/subgraph-kit/step-up';
import { payOut as pay } from '../../operations/pay-out.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const payOut: MutationResolvers['payOut'] = (_parent, { input }, context) =>
  withRecentProof(context, () => pay(context, input));
