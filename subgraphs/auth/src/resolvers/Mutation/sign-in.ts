import { signIn as signInOperation } from '../../operations/sign-in.ts';
import { handOver } from '../hand-over.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const signIn: MutationResolvers['signIn'] = async (_parent, { input }, context) =>
  handOver(context, await signInOperation(context, input));
