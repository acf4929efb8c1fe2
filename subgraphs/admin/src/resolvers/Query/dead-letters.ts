import { listDeadLetters } from '../../operations/list-dead-letters.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const deadLetters: QueryResolvers['deadLetters'] = (_parent, args, context) =>
  listDeadLetters(context, args);
