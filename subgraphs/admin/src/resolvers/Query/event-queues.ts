import { listEventQueues } from '../../operations/list-event-queues.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const eventQueues: QueryResolvers['eventQueues'] = (_parent, _args, context) =>
  listEventQueues(context);
