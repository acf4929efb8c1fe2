import { schedulePayment as schedule } from '../../operations/schedule-payment.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const schedulePayment: MutationResolvers['schedulePayment'] = (_parent, { input }, context) =>
  schedule(context, input);
