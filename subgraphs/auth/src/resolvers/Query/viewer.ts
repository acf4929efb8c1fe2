import { findUser } from '../../operations/find-user.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const viewer: QueryResolvers['viewer'] = (_parent, _args, { em, viewer }) =>
  viewer && findUser(em, viewer.userId);
