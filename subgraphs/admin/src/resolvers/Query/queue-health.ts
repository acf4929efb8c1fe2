import { listPartHealth } from '../../operations/list-part-health.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const queueHealth: QueryResolvers['queueHealth'] = (_parent, _args, context) =>
  listPartHealth(context, 'QUEUE');
