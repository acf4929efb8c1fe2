import { listTopUps } from '../../operations/list-movements.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const topUps: QueryResolvers['topUps'] = (_parent, args, context) => listTopUps(context, args);
