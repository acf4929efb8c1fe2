import { topUpWallet as topUp } from '../../operations/top-up-wallet.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const topUpWallet: MutationResolvers['topUpWallet'] = (_parent, { input }, context) =>
  topUp(context, input);
