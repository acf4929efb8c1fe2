import { makePayment as pay } from '../../operations/make-payment.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const makePayment: MutationResolvers['makePayment'] = (_parent, { input }, context) =>
  pay(context, input);
