import { listUsers } from '../../operations/list-users.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

export const users: QueryResolvers['users'] = (_parent, args, context) => listUsers(context, args);
