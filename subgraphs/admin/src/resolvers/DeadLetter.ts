import { findDeadLetter } from '../operations/find-dead-letter.ts';
import type { DeadLetterResolvers } from './__generated__/resolver-types.ts';

export const DeadLetter: DeadLetterResolvers = {
  __resolveReference: ({ id }, context) => findDeadLetter(context, id),
  history: ({ history }) => history.map(({ at, ...failed }) => ({ ...failed, at: new Date(at) })),
  resolvedBy: ({ resolvedById }) => (resolvedById ? { id: resolvedById } : null),
};
