import { openAnotherWallet } from '../../operations/open-another-wallet.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const openWallet: MutationResolvers['openWallet'] = (_parent, { input }, context) =>
  openAnotherWallet(context, input);
