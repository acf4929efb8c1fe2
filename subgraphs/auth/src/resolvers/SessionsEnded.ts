import { findUser } from '../operations/find-user.ts';
import type { SessionsEndedResolvers } from './__generated__/resolver-types.ts';

export const SessionsEnded: SessionsEndedResolvers = {
  user: async ({ user: { id } }, _args, { em }) => {
    const user = await findUser(em, id);
    if (!user) throw new Error('A session belonged to nobody');
    return user;
  },
};
