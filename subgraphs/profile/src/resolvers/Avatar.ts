import { avatarUrl } from '../avatars/avatar-files.ts';
import type { AvatarResolvers } from './__generated__/resolver-types.ts';

export const Avatar: AvatarResolvers = {
  url: ({ id }, { size }) => avatarUrl(id, size),
};
