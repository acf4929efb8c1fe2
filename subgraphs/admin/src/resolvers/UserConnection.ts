import { countUsers } from '../operations/list-users.ts';
import type { UserConnectionResolvers } from './__generated__/resolver-types.ts';

export const UserConnection: UserConnectionResolvers = {
  totalCount: ({ where }, _args, { em }) => countUsers(em, where),
};
