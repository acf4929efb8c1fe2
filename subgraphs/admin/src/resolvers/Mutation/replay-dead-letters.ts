import { replayDeadLetters as replay } from '../../operations/replay-dead-letters.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const replayDeadLetters: MutationResolvers['replayDeadLetters'] = (_parent, { ids }, context) =>
  replay(context, ids);
