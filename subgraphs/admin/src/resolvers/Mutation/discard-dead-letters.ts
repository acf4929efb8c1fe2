import { discardDeadLetters as discard } from '../../operations/discard-dead-letters.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const discardDeadLetters: MutationResolvers['discardDeadLetters'] = (_parent, args, context) =>
  discard(context, args);
