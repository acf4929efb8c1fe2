import { mayRead } from '@payloom/subgraph-kit/context';
import { requestStatusAt } from '../entities/payment-request.entity.ts';
import { maySee } from '../operations/list-payments.ts';
import type { PaymentRequestResolvers } from './__generated__/resolver-types.ts';

/* By its link everybody sees a request; by its id, as in a live update, whoever made it and `payments:read`. */

export const PaymentRequest: PaymentRequestResolvers = {
  __resolveReference: async ({ id }, { loaders, viewer }) => {
    const request = await loaders.paymentRequest.load(id);
    return request && mayRead(viewer, request.requesterId, 'payments:read') ? request : null;
  },
  status: (request) => requestStatusAt(request, new Date()),
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  requesterName: ({ requesterId }, _args, { loaders }) => loaders.displayName.load(requesterId),
  isOwn: ({ requesterId }, _args, { viewer }) => viewer?.userId === requesterId,
  token: ({ requesterId, token }, _args, { viewer }) => (viewer?.userId === requesterId ? token : null),
  paidCount: ({ requesterId, paidCount }, _args, { viewer }) =>
    mayRead(viewer, requesterId, 'payments:read') ? paidCount : null,
  latestPayment: async ({ id, requesterId }, _args, { loaders, viewer }) => {
    if (!mayRead(viewer, requesterId, 'payments:read')) return null;
    const payment = await loaders.latestPaymentOfRequest.load(id);
    return payment && maySee(viewer, payment) ? payment : null;
  },
};
