import { withRecentProof } from '@payloom/subgraph-kit/step-up';
import { payPaymentRequest as pay } from '../../operations/pay-payment-request.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const payPaymentRequest: MutationResolvers['payPaymentRequest'] = (_parent, { input }, context) =>
  withRecentProof(context, () => pay(context, input));
