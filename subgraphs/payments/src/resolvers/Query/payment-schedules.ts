import { listPaymentSchedules } from '../../operations/list-payment-schedules.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const paymentSchedules: QueryResolvers['paymentSchedules'] = (_parent, args, context) =>
  listPaymentSchedules(context, args);
