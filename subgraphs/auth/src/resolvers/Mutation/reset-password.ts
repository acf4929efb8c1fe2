import {
  requestPasswordReset as requestPasswordResetOperation,
  resetPassword as resetPasswordOperation,
} from '../../operations/reset-password.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const requestPasswordReset: MutationResolvers['requestPasswordReset'] = (
  _parent,
  { input },
  context,
) => requestPasswordResetOperation(context, input);

export const resetPassword: MutationResolvers['resetPassword'] = (_parent, { input }, context) =>
  resetPasswordOperation(context, input);
