import { accountName } from '../ledger/accounts.ts';
import type { PostingResolvers } from './__generated__/resolver-types.ts';

export const Posting: PostingResolvers = {
  account: ({ accountId }) => accountName(accountId),
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  at: ({ createdAt }) => createdAt,
};
