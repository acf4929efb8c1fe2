import { mayRead } from '@payloom/subgraph-kit/context';
import { listPaymentsOf } from '../operations/list-payments.ts';
import type { UserResolvers } from './__generated__/resolver-types.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  wallet: ({ id }, _args, { loaders, viewer }) =>
    mayRead(viewer, id, 'payments:read')
      ? loaders.walletsOfOwner.load(id).then(([first]) => first ?? null)
      : null,
  wallets: ({ id }, _args, { loaders, viewer }) =>
    mayRead(viewer, id, 'payments:read') ? loaders.walletsOfOwner.load(id) : [],
  payments: ({ id }, args, context) => listPaymentsOf(context, id, args),
};
