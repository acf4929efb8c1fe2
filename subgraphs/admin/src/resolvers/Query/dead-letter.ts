import { findDeadLetter } from '../../operations/find-dead-letter.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const deadLetter: QueryResolvers['deadLetter'] = (_parent, { id }, context) =>
  findDeadLetter(context, id);
