import { listServiceHealth } from '../../operations/list-service-health.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const serviceHealth: QueryResolvers['serviceHealth'] = (_parent, _args, context) =>
  listServiceHealth(context);
