import { reportPayments } from '../../operations/report-payments.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const paymentReport: QueryResolvers['paymentReport'] = (_parent, args, context) =>
  reportPayments(context, args);
