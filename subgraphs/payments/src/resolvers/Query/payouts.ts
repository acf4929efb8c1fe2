import { listPayouts } from '../../operations/list-movements.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const payouts: QueryResolvers['payouts'] = (_parent, args, context) => listPayouts(context, args);
