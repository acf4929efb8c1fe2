import { requireViewer } from '@payloom/subgraph-kit/context';
import { removeAvatar as removeAvatarOperation } from '../../operations/change-avatar.ts';
import { notMadeYet } from '../../operations/update-profile.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const removeAvatar: MutationResolvers['removeAvatar'] = async (_parent, _args, context) => {
  const viewer = requireViewer(context);
  const profile = await removeAvatarOperation({ ...context, viewer });
  if (!profile) return notMadeYet();
  // The files go soon by themselves; whoever asked need not wait for that, nor hear of it.
  await context.sweepAvatars();
  return profile;
};
