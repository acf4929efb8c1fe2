import { updateProfile as updateProfileOperation } from '../../operations/update-profile.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const updateProfile: MutationResolvers['updateProfile'] = (_parent, { input }, context) =>
  updateProfileOperation(context, input);
