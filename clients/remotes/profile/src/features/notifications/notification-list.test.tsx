import '@testing-library/jest-dom';
import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { createCache } from '@payloom/apollo-client/cache';
import { LOADED_ROWS_MAX } from '@payloom/apollo-client/next-page';
import { chooseLanguage } from '@payloom/i18n/region';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { act, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { NotificationList } from './notification-list.tsx';

// Two thousand rows take their time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

/** Older than what a page holds. */
const OLDER_COUNT = 3;
const idOf = (nth: number): string => `n${String(nth).padStart(5, '0')}`;

interface Told {
  count: number;
  /** The newest of those that are read. */
  readUpTo?: number;
  /** Everything a page may hold comes at once; unless it fails. */
  failing?: boolean;
}

const row = (nth: number, readUpTo: number) => ({
  __typename: 'Notification',
  id: idOf(nth),
  kind: 'PAYMENT_RECEIVED',
  at: new Date().toISOString(),
  read: nth <= readUpTo,
  payment: { __typename: 'Payment', id: `p${nth}` },
  counterparty: { __typename: 'User', id: `bob${nth}`, displayName: `Bob ${nth}`, avatar: null },
  amount: { __typename: 'Money', amountMinor: 2_500, currency: 'EUR' },
  reason: null,
  role: null,
  device: null,
  passkey: null,
});

function pageBehind(after: unknown, { count, readUpTo = 0 }: Told, size: number) {
  const top = typeof after === 'string' ? Number(after.slice(1)) - 1 : count;
  const bottom = Math.max(1, top - size + 1);
  const rows = Array.from({ length: top - bottom + 1 }, (_, index) => row(top - index, readUpTo));
  return {
    __typename: 'NotificationConnection',
    unreadCount: count - readUpTo,
    edges: rows.map((node) => ({ __typename: 'NotificationEdge', cursor: node.id, node })),
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage: bottom > 1,
      hasPreviousPage: false,
      startCursor: rows[0]?.id ?? null,
      endCursor: rows.at(-1)?.id ?? null,
    },
  };
}

/** Answers with as much as a page may hold at first, and with one row behind that. */
function show(address: string, told: Told) {
  const asked: Record<string, unknown>[] = [];
  const link = new ApolloLink(({ operationName, variables }) => {
    const { after } = variables;
    asked.push({ operationName, ...variables });
    return new Observable((observer) => {
      if (told.failing) return observer.error(new TypeError('Failed to fetch'));
      if (operationName === 'MarkNotificationsRead') {
        const notifications = pageBehind(undefined, { ...told, readUpTo: told.count }, 20);
        const user = { __typename: 'User', id: 'alice', notifications };
        observer.next({ data: { markNotificationsRead: { __typename: 'NotificationsRead', user } } });
      } else {
        const notifications = pageBehind(after, told, after === undefined ? LOADED_ROWS_MAX : 1);
        observer.next({ data: { viewer: { __typename: 'User', id: 'alice', notifications } } });
      }
      observer.complete();
    });
  });
  const router = createMemoryRouter([{ path: '*', element: <NotificationList /> }], {
    initialEntries: [address],
  });
  const client = new ApolloClient({ cache: createCache(), link, devtools: { enabled: false } });
  const shown = render(
    <ApolloProvider client={client}>
      <RouterProvider router={router} useTransitions={false} />
    </ApolloProvider>,
  );
  const addressNow = () => router.state.location.pathname + router.state.location.search;
  return { ...shown, user: userEvent.setup(), asked, address: addressNow };
}

afterEach(() => act(() => chooseLanguage('en')));

test('lists what one was told, what is unread by a word, and leads to what it is about', async () => {
  const { container } = show('/notifications', { count: 3, readUpTo: 1 });
  expect(await screen.findByText('Bob 3 paid you')).toBeInTheDocument();
  expect(screen.getAllByText('Unread')).toHaveLength(2);
  expect(document.querySelector('a[href="/payments/p3"]')).toBeInTheDocument();
  expect(screen.getByText('3 shown')).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('goes on behind its last row when it is as long as it may become, and back', async () => {
  const { user, address, asked } = show('/notifications', { count: LOADED_ROWS_MAX + OLDER_COUNT });
  await user.click(await screen.findByText('Go on from here'));
  const last = idOf(OLDER_COUNT + 1);
  await waitFor(() => expect(address()).toBe(`/notifications?after=${last}`));
  expect(await screen.findByText(`Bob ${OLDER_COUNT} paid you`)).toBeInTheDocument();
  expect(screen.getByText('The list goes on here with older ones.')).toBeInTheDocument();
  expect(asked.at(-1)).toMatchObject({ first: 20, after: last });
  await user.click(screen.getByText('Load more'));
  expect(await screen.findByText('2 shown')).toBeInTheDocument();
  await user.click(screen.getByText('Back to the newest'));
  expect(address()).toBe('/notifications');
  expect(await screen.findByText(/^2,000 shown/)).toBeInTheDocument();
}, 120_000);

test('what is read is read in all that was loaded, though the answer tells of the newest alone', async () => {
  const { user } = show('/notifications', { count: 30 });
  await user.click(await screen.findByRole('button', { name: 'Mark all as read' }));
  await waitFor(() => expect(screen.queryByText('Unread')).not.toBeInTheDocument());
  expect(screen.getByText('30 shown')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Mark all as read' })).not.toBeInTheDocument();
});

test('says in German that there is nothing, and what failed', async () => {
  act(() => chooseLanguage('de'));
  const told: Told = { count: 0, failing: true };
  const { user } = show('/notifications', told);
  expect(
    await screen.findByText('Ihre Benachrichtigungen konnten nicht geladen werden.'),
  ).toBeInTheDocument();
  told.failing = false;
  await user.click(screen.getByRole('button', { name: 'Erneut versuchen' }));
  expect(await screen.findByText('Noch nichts')).toBeInTheDocument();
});
