import { listPaymentRequests } from '../../operations/list-payment-requests.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const paymentRequests: QueryResolvers['paymentRequests'] = (_parent, args, context) =>
  listPaymentRequests(context, args);
