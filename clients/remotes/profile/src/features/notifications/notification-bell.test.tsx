import '@testing-library/jest-dom';
import { ApolloLink } from '@apollo/client';
import { MockLink, MockSubscriptionLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { createCache } from '@payloom/apollo-client/cache';
import { chooseLanguage } from '@payloom/i18n/region';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { Toaster } from '@payloom/ui-kit/toaster';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import {
  MarkNotificationsReadDocument,
  NotificationsDocument,
  type NotificationPageFragment,
  type NotificationRowFragment,
} from './__generated__/notifications.ts';
import { NotificationBell } from './notification-bell.tsx';

const bob = { __typename: 'User' as const, id: 'bob', displayName: 'Bob Vendor', avatar: null };

function row(nth: number, changes: Partial<NotificationRowFragment> = {}): NotificationRowFragment {
  return {
    __typename: 'Notification',
    id: `n${nth}`,
    kind: 'PAYMENT_RECEIVED',
    at: new Date().toISOString(),
    read: false,
    payment: { __typename: 'Payment', id: `p${nth}` },
    counterparty: bob,
    amount: { __typename: 'Money', amountMinor: 2_500, currency: 'EUR' },
    reason: null,
    role: null,
    device: null,
    passkey: null,
    ...changes,
  };
}

const page = (rows: NotificationRowFragment[], hasNextPage = false): NotificationPageFragment => ({
  __typename: 'NotificationConnection',
  unreadCount: rows.filter(({ read }) => !read).length,
  edges: rows.map((node) => ({ __typename: 'NotificationEdge', cursor: node.id, node })),
  pageInfo: {
    __typename: 'PageInfo',
    hasNextPage,
    hasPreviousPage: false,
    startCursor: rows[0]?.id ?? null,
    endCursor: rows.at(-1)?.id ?? null,
  },
});
const alice = (notifications: NotificationPageFragment) => ({
  __typename: 'User' as const,
  id: 'alice',
  notifications,
});

const loads = (notifications: NotificationPageFragment, after?: string): MockLink.MockedResponse => ({
  request: { query: NotificationsDocument, variables: { first: 20, ...(after ? { after } : {}) } },
  result: { data: { viewer: alice(notifications) } },
});

const show = (...mocks: MockLink.MockedResponse[]) => showAt('/', ...mocks);

function showAt(address: string, ...mocks: MockLink.MockedResponse[]) {
  const live = {
    NotificationAdded: new MockSubscriptionLink(),
    NotificationsRead: new MockSubscriptionLink(),
  };
  const isAdded = ({ operationName }: ApolloLink.Operation) => operationName === 'NotificationAdded';
  const isRead = ({ operationName }: ApolloLink.Operation) => operationName === 'NotificationsRead';
  const others = ApolloLink.split(isRead, live.NotificationsRead, new MockLink(mocks));
  render(
    <MockedProvider link={ApolloLink.split(isAdded, live.NotificationAdded, others)} cache={createCache()}>
      <MemoryRouter initialEntries={[address]}>
        <NotificationBell />
        <Toaster />
      </MemoryRouter>
    </MockedProvider>,
  );
  const told = (notifications: NotificationPageFragment) => ({
    cursor: '1',
    type: 'profile.notification.added',
    at: new Date().toISOString(),
    user: alice(notifications),
  });
  const add = (notifications: NotificationPageFragment) =>
    live.NotificationAdded.simulateResult({
      result: { data: { notificationAdded: { __typename: 'NotificationAdded', ...told(notifications) } } },
    });
  const readElsewhere = (notifications: NotificationPageFragment) =>
    live.NotificationsRead.simulateResult({
      result: { data: { notificationsRead: { __typename: 'NotificationsMarked', ...told(notifications) } } },
    });
  return { user: userEvent.setup(), add, readElsewhere };
}

const bell = (name: string) => screen.findByRole('button', { name });
const panel = () => within(screen.getByRole('dialog', { name: 'Notifications' }));

afterEach(() => act(() => chooseLanguage('en')));

test('counts what is unread, and says all of it at a press, without accessibility problems', async () => {
  const read = row(1, { kind: 'ROLE_CHANGED', role: 'VENDOR', read: true, payment: null, amount: null });
  const { user } = show(loads(page([row(2), read])));
  await user.click(await bell('Notifications, 1 unread'));
  const rows = panel().getAllByRole('listitem');
  expect(rows[0]).toHaveTextContent('Bob Vendor paid you');
  expect(rows[0]).toHaveTextContent('25.00 EUR');
  expect(rows[0]).toHaveTextContent('Unread');
  expect(within(rows[0] ?? document.body).getByRole('link')).toHaveAttribute('href', '/payments/p2');
  expect(rows[1]).toHaveTextContent('You are a vendor now');
  expect(rows[1]).not.toHaveTextContent('Unread');
  expect(await accessibilityProblems(document.body)).toEqual([]);
});

test('is open where the address says so, as the link of a mail does, until it is closed', async () => {
  const { user } = showAt('/profile?notifications', loads(page([row(1)])));
  expect(await screen.findByText(/Bob Vendor paid you/)).toBeInTheDocument();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  await user.click(await bell('Notifications, 1 unread'));
  expect(panel().getAllByRole('listitem')).toHaveLength(1);
});

test('tells of a new device and of passkeys, and leads to where the account is protected', async () => {
  const about = { payment: null, amount: null, counterparty: null };
  const device = { __typename: 'NotifiedDevice' as const, browser: 'Firefox', system: 'Windows' };
  const { user } = show(
    loads(
      page([
        row(4, { ...about, kind: 'NEW_DEVICE', device: { ...device, clientAddress: '192.0.2.7' } }),
        row(3, { ...about, kind: 'NEW_DEVICE', device: { ...device, system: null, clientAddress: null } }),
        row(2, { ...about, kind: 'NEW_DEVICE' }),
        row(1, { ...about, kind: 'PASSKEY_ADDED', passkey: 'Key ring' }),
      ]),
    ),
  );
  await user.click(await bell('Notifications, 4 unread'));
  const rows = panel().getAllByRole('listitem');
  expect(rows[0]).toHaveTextContent('from a new device: Firefox on Windows, 192.0.2.7. If that was not you');
  expect(rows[1]).toHaveTextContent('from a new device: Firefox. If');
  expect(rows[2]).toHaveTextContent('from a new device: unknown. If');
  expect(rows[3]).toHaveTextContent('A passkey was added: Key ring.');
  for (const each of rows) expect(within(each).getByRole('link')).toHaveAttribute('href', '/security');
});

test('counts on when somebody is told something, and back when it is read in another tab', async () => {
  const { add, readElsewhere, user } = show(loads(page([])));
  await user.click(await bell('Notifications, none unread'));
  expect(panel().getByText('Nothing yet')).toBeVisible();
  act(() => add(page([row(1)])));
  expect(await panel().findByText('Bob Vendor paid you')).toBeVisible();
  expect(screen.getByText('Notifications, 1 unread')).toBeInTheDocument();
  act(() => readElsewhere(page([row(1, { read: true })])));
  expect(await screen.findByText('Notifications, none unread')).toBeInTheDocument();
});

test('marks all as read', async () => {
  const { user } = show(loads(page([row(2), row(1)])), {
    request: { query: MarkNotificationsReadDocument, variables: { upTo: 'n2', first: 20 } },
    result: {
      data: {
        markNotificationsRead: {
          __typename: 'NotificationsRead',
          user: alice(page([row(2, { read: true }), row(1, { read: true })])),
        },
      },
    },
  });
  await user.click(await bell('Notifications, 2 unread'));
  await user.click(panel().getByRole('button', { name: 'Mark all as read' }));
  expect(await screen.findByText('Notifications, none unread')).toBeInTheDocument();
  expect(panel().queryByRole('button', { name: 'Mark all as read' })).not.toBeInTheDocument();
});

test('says when they could not be marked as read', async () => {
  const { user } = show(loads(page([row(1)])), {
    request: { query: MarkNotificationsReadDocument, variables: { upTo: 'n1', first: 20 } },
    error: new Error('lost'),
  });
  await user.click(await bell('Notifications, 1 unread'));
  await user.click(panel().getByRole('button', { name: 'Mark all as read' }));
  expect(await screen.findByText('They could not be marked as read')).toBeInTheDocument();
  expect(panel().getByText('Still unread')).toBeInTheDocument();
  expect(screen.getByText('Notifications, 1 unread')).toBeInTheDocument();
});

test('shows them as read before the answer is here', async () => {
  const { user } = show(loads(page([row(1)])), {
    request: { query: MarkNotificationsReadDocument, variables: { upTo: 'n1', first: 20 } },
    delay: Number.POSITIVE_INFINITY,
  });
  await user.click(await bell('Notifications, 1 unread'));
  await user.click(panel().getByRole('button', { name: 'Mark all as read' }));
  expect(await screen.findByText('Notifications, none unread')).toBeInTheDocument();
});

test('holds the latest twenty, and leads to all of them', async () => {
  const many = Array.from({ length: 25 }, (_, index) => row(25 - index));
  const { user } = show(loads(page(many, true)));
  await user.click(await bell('Notifications, 25 unread'));
  expect(panel().getAllByRole('listitem')).toHaveLength(20);
  const all = panel().getByRole('link', { name: 'All notifications' });
  expect(all).toHaveAttribute('href', '/notifications');
  await user.click(all);
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('is closed by what it leads to and by Escape, and says what failed', async () => {
  const lost = {
    request: { query: NotificationsDocument, variables: { first: 20 } },
    error: new Error('lost'),
  };
  const { user } = show(lost, loads(page([row(1)])));
  await user.click(await bell('Notifications'));
  expect(await panel().findByRole('alert')).toHaveTextContent('Your notifications could not be loaded.');
  await user.click(panel().getByRole('button', { name: 'Try again' }));
  await user.click(await panel().findByRole('link', { name: /Bob Vendor paid you/ }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  await user.click(await bell('Notifications, 1 unread'));
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('speaks German too', async () => {
  act(() => chooseLanguage('de'));
  const { user } = show(loads(page([row(1, { kind: 'REFUND_REQUESTED', amount: null })])));
  await user.click(await bell('Benachrichtigungen, 1 ungelesen'));
  expect(screen.getByText('Bob Vendor bittet um eine Rückerstattung')).toBeVisible();
});
