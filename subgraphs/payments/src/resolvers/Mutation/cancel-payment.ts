import { cancelPayment as cancel } from '../../operations/cancel-payment.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const cancelPayment: MutationResolvers['cancelPayment'] = (_parent, { input }, context) =>
  cancel(context, input);
