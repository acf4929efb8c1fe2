import { findPaymentRequest } from '../../operations/find-payment-request.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const paymentRequest: QueryResolvers['paymentRequest'] = (_parent, { token }, context) =>
  findPaymentRequest(context, token);
