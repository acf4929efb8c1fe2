import { register as registerOperation } from '../../operations/register.ts';
import { handOver } from '../hand-over.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const register: MutationResolvers['register'] = async (_parent, { input }, context) =>
  handOver(context, await registerOperation(context, input));
