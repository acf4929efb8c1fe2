import { countDeadLetters } from '../operations/list-dead-letters.ts';
import type { DeadLetterConnectionResolvers } from './__generated__/resolver-types.ts';

export const DeadLetterConnection: DeadLetterConnectionResolvers = {
  totalCount: ({ where }, _args, { em }) => countDeadLetters(em, where),
};
