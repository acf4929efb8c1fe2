import { signOut as signOutOperation } from '../../operations/sign-out.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const signOut: MutationResolvers['signOut'] = async (_parent, _args, context) => {
  const result = await signOutOperation(context, context.refreshCookie.read());
  context.refreshCookie.clear();
  return result;
};
