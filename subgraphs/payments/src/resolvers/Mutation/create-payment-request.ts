import { createPaymentRequest as create } from '../../operations/create-payment-request.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const createPaymentRequest: MutationResolvers['createPaymentRequest'] = (
  _parent,
  { input },
  context,
) => create(context, input);
