import { mayRead } from '@payloom/subgraph-kit/context';
import { maskIban } from '../operations/iban.ts';
import type { PayoutResolvers } from './__generated__/resolver-types.ts';

export const Payout: PayoutResolvers = {
  __resolveReference: async ({ id }, { loaders, viewer }) => {
    const payout = await loaders.payout.load(id);
    return payout && mayRead(viewer, payout.userId, 'payments:read') ? payout : null;
  },
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  account: ({ iban }) => maskIban(iban),
  wallet: async ({ id, walletId }, _args, { loaders }) => {
    const wallet = await loaders.wallet.load(walletId);
    if (wallet === null) throw new Error(`Payout ${id} has no wallet`);
    return wallet;
  },
};
