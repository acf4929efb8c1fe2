import type { RefundResolvers } from './__generated__/resolver-types.ts';
import { loadPayment } from './load-payment.ts';

export const Refund: RefundResolvers = {
  payment: ({ paymentId }, _args, context) => loadPayment(context, paymentId),
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  postings: ({ id }, _args, { loaders }) => loaders.postingsOfRefund.load(id),
};
