import { mayRead } from '@payloom/subgraph-kit/context';
import { findProfile } from '../operations/find-profile.ts';
import { listNotifications } from '../operations/list-notifications.ts';
import type { UserResolvers } from './__generated__/resolver-types.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  displayName: async ({ id }, _args, { em }) => (await findProfile(em, id))?.displayName ?? null,
  avatar: async ({ id }, _args, { em }) => {
    const avatarId = (await findProfile(em, id))?.avatarId;
    return avatarId ? { id: avatarId } : null;
  },
  notifications: ({ id }, page, { em, viewer }) =>
    viewer?.userId === id ? listNotifications(em, id, page) : null,
  profile: ({ id }, _args, { em, viewer }) =>
    mayRead(viewer, id, 'users:read') ? findProfile(em, id) : null,
};
