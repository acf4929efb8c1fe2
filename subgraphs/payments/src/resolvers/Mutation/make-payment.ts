import { withRecentProof } from '@payloom/subgraph-kit/step-up';
import { makePayment as pay } from '../../operations/make-payment.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const makePayment: MutationResolvers['makePayment'] = (_parent, { input }, context) =>
  withRecentProof(context, () => pay(context, input));
