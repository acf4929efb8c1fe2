import { refundPayment as refund } from '../../operations/refund-payment.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const refundPayment: MutationResolvers['refundPayment'] = (_parent, { input }, context) =>
  refund(context, input);
