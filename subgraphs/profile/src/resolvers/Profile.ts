import { mayRead } from '@payloom/subgraph-kit/context';
import { notificationChoices } from '../operations/choose-notifications.ts';
import { findProfile } from '../operations/find-profile.ts';
import type { ProfileResolvers } from './__generated__/resolver-types.ts';

export const Profile: ProfileResolvers = {
  // A key is no permission: the profile behind it is for its owner and for administrators.
  __resolveReference: ({ id }, { em, viewer }) =>
    mayRead(viewer, id, 'users:read') ? findProfile(em, id) : null,
  notificationChoices,
  user: ({ id }) => ({ id }),
};
