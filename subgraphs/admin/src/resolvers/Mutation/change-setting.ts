import { changeSetting as change } from '../../operations/change-setting.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const changeSetting: MutationResolvers['changeSetting'] = (_parent, { input }, context) =>
  change(context, input);
