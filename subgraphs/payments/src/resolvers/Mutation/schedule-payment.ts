import { withRecentProof } from '@payloom/subgraph-kit/step-up';
import { schedulePayment as schedule } from '../../operations/schedule-payment.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const schedulePayment: MutationResolvers['schedulePayment'] = (_parent, { input }, context) =>
  withRecentProof(context, () => schedule(context, input));
