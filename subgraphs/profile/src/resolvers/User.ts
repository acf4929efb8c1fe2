import { mayRead } from '@payloom/subgraph-kit/context';
import { findProfile } from '../operations/find-profile.ts';
import type { UserResolvers } from './__generated__/resolver-types.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  displayName: async ({ id }, _args, { em }) => (await findProfile(em, id))?.displayName ?? null,
  profile: ({ id }, _args, { em, viewer }) =>
    mayRead(viewer, id, 'users:read') ? findProfile(em, id) : null,
};
