import { mayRead } from '@payloom/subgraph-kit/context';
import type { WalletResolvers } from './__generated__/resolver-types.ts';

export const Wallet: WalletResolvers = {
  __resolveReference: async ({ id }, { loaders, viewer }) => {
    const wallet = await loaders.wallet.load(id);
    return wallet && mayRead(viewer, wallet.ownerId, 'payments:read') ? wallet : null;
  },
  owner: ({ ownerId }) => ({ id: ownerId }),
  balance: async ({ id, currency }, _args, { loaders }) => ({
    amountMinor: await loaders.balanceMinor.load(id),
    currency,
  }),
  pending: async ({ id, currency }, _args, { loaders }) => ({
    amountMinor: await loaders.pendingMinor.load(id),
    currency,
  }),
};
