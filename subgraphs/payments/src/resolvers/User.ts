import { mayRead } from '@payloom/subgraph-kit/context';
import { listPaymentsOf } from '../operations/list-payments.ts';
import type { UserResolvers } from './__generated__/resolver-types.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  wallet: ({ id }, _args, { loaders, viewer }) =>
    mayRead(viewer, id, 'payments:read') ? loaders.walletOfOwner.load(id) : null,
  payments: ({ id }, args, context) => listPaymentsOf(context, id, args),
};
