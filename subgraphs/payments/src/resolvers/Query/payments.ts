import { listPayments } from '../../operations/list-payments.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const payments: QueryResolvers['payments'] = (_parent, args, context) => listPayments(context, args);
