import { findPayment } from '../../operations/find-payment.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const payment: QueryResolvers['payment'] = (_parent, { id }, context) => findPayment(context, id);
