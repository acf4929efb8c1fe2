import { findUser } from '../../operations/find-user.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const user: QueryResolvers['user'] = (_parent, { id }, context) => findUser(context, id);
