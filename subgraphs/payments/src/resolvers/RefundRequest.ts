import type { RefundRequestResolvers } from './__generated__/resolver-types.ts';
import { loadPayment } from './load-payment.ts';

export const RefundRequest: RefundRequestResolvers = {
  payment: ({ paymentId }, _args, context) => loadPayment(context, paymentId),
  amount: async ({ paymentId, amountMinor }, _args, context) => {
    if (amountMinor === null || amountMinor === undefined) return null;
    const { currency } = await loadPayment(context, paymentId);
    return { amountMinor, currency };
  },
};
