import type { MockLink } from '@apollo/client/testing';
import {
  UserListDocument,
  type UserListQuery,
  type UserRowFragment,
} from '../features/user-list/__generated__/user-list.ts';

export const alice: UserRowFragment = {
  __typename: 'User',
  id: 'u1',
  displayName: 'Alice Meyer',
  avatar: null,
  email: 'alice@payloom.example',
  role: 'CUSTOMER',
  status: 'ACTIVE',
  createdAt: '2026-11-01T10:00:00.000Z',
  wallet: {
    __typename: 'Wallet',
    id: 'w1',
    balance: { __typename: 'Money', amountMinor: 123450, currency: 'EUR' },
  },
};
export const bob: UserRowFragment = {
  ...alice,
  id: 'u2',
  displayName: null,
  email: 'bob@payloom.example',
  role: 'VENDOR',
  status: 'SUSPENDED',
  wallet: null,
};

/** The answer with these users; `totalCount` is how many there are in all. */
export function page(
  users: UserRowFragment[],
  totalCount = users.length,
  hasNextPage = false,
): UserListQuery {
  const cursor = (user: UserRowFragment | undefined): string | null => (user ? `cursor-${user.id}` : null);
  return {
    users: {
      __typename: 'UserConnection',
      totalCount,
      edges: users.map((node) => ({ __typename: 'UserEdge', cursor: `cursor-${node.id}`, node })),
      pageInfo: {
        __typename: 'PageInfo',
        hasNextPage,
        hasPreviousPage: false,
        startCursor: cursor(users[0]),
        endCursor: cursor(users.at(-1)),
      },
    },
  };
}

/** The question for the users found by a search; null is everybody. */
export const asks = (search: string | null, more: Record<string, unknown> = {}): MockLink.MockedRequest => ({
  query: UserListDocument,
  variables: { filter: search ? { search } : null, first: 25, ...more },
});
