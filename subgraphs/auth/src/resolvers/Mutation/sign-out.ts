import { signOut as signOutOperation } from '../../operations/sign-out.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const signOut: MutationResolvers['signOut'] = async (_parent, _args, context) => {
  const { refreshCookie, viewer } = context;
  const request = { refreshToken: refreshCookie.read(), viewer };
  const { keepsCookie, ...result } = await signOutOperation(context, request);
  if (!keepsCookie) refreshCookie.clear();
  return result;
};
