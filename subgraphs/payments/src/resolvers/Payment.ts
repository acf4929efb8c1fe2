import { directionOf } from '../entities/payment.entity.ts';
import { findPayment } from '../operations/find-payment.ts';
import type { PaymentResolvers } from './__generated__/resolver-types.ts';

export const Payment: PaymentResolvers = {
  __resolveReference: ({ id }, context) => findPayment(context, id),
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  payer: ({ payerId }) => ({ id: payerId }),
  recipient: ({ recipientId }) => ({ id: recipientId }),
  direction: (payment, _args, { viewer }) => directionOf(payment, viewer?.userId),
  timeline: ({ id }, _args, { loaders }) => loaders.stepsOfPayment.load(id),
  refunded: ({ refundedMinor, currency }) => ({ amountMinor: refundedMinor, currency }),
  refunds: ({ id }, _args, { loaders }) => loaders.refundsOfPayment.load(id),
  refundRequest: ({ id }, _args, { loaders }) => loaders.refundRequestOfPayment.load(id),
  postings: ({ id }, _args, { loaders }) => loaders.postingsOfPayment.load(id),
};
