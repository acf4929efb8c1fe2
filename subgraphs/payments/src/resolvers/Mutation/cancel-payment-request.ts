import { cancelPaymentRequest as cancel } from '../../operations/cancel-payment-request.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const cancelPaymentRequest: MutationResolvers['cancelPaymentRequest'] = (
  _parent,
  { input },
  context,
) => cancel(context, input);
