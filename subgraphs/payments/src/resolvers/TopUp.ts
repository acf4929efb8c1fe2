import { mayRead } from '@payloom/subgraph-kit/context';
import type { TopUpResolvers } from './__generated__/resolver-types.ts';

export const TopUp: TopUpResolvers = {
  __resolveReference: async ({ id }, { loaders, viewer }) => {
    const topUp = await loaders.topUp.load(id);
    return topUp && mayRead(viewer, topUp.userId, 'payments:read') ? topUp : null;
  },
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  wallet: async ({ id, walletId }, _args, { loaders }) => {
    const wallet = await loaders.wallet.load(walletId);
    if (wallet === null) throw new Error(`Top-up ${id} has no wallet`);
    return wallet;
  },
};
