import { listPartHealth } from '../../operations/list-part-health.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const serviceTraffic: QueryResolvers['serviceTraffic'] = (_parent, _args, context) =>
  listPartHealth(context, 'TRAFFIC');
