import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { session } from '@payloom/session/session';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import {
  ChangeRoleDocument,
  EndUserSessionsDocument,
  ReinstateUserDocument,
  SuspendUserDocument,
  UserDetailDocument,
  type UserDetailQuery,
} from '../../features/user-detail/__generated__/user-detail.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { UserPage } from './user-page.tsx';

type User = NonNullable<UserDetailQuery['user']>;

const at = '2026-11-22T10:00:00.000Z';
const eur = (amountMinor: number) => ({ __typename: 'Money', amountMinor, currency: 'EUR' }) as const;
const pageInfo = {
  __typename: 'PageInfo',
  hasNextPage: false,
  hasPreviousPage: false,
  startCursor: null,
  endCursor: null,
} as const;
const bob: User = {
  __typename: 'User',
  id: 'u2',
  displayName: 'Bob Keller',
  avatar: null,
  email: 'bob@payloom.example',
  role: 'VENDOR',
  status: 'ACTIVE',
  createdAt: at,
  profile: {
    __typename: 'Profile',
    id: 'u2',
    phone: '+41791234567',
    locale: 'de-CH',
    timeZone: 'Europe/Zurich',
  },
  wallet: { __typename: 'Wallet', id: 'w2', balance: eur(123_450), pending: eur(500) },
  sessions: {
    __typename: 'UserSessionConnection',
    edges: [
      {
        __typename: 'UserSessionEdge',
        cursor: 's1',
        node: {
          __typename: 'UserSession',
          id: 's1',
          clientAddress: '203.0.113.7',
          createdAt: at,
          lastUsedAt: at,
          device: { __typename: 'SessionDevice', kind: 'PHONE', browser: 'Firefox', system: 'Android' },
        },
      },
    ],
  },
  payments: {
    __typename: 'PaymentConnection',
    pageInfo,
    edges: [
      {
        __typename: 'PaymentEdge',
        cursor: 'p1',
        node: {
          __typename: 'Payment',
          id: 'p1',
          status: 'COMPLETED',
          note: 'Rent',
          createdAt: at,
          amount: eur(2_500),
          payer: { __typename: 'User', id: 'u1', displayName: 'Alice Meyer' },
          recipient: { __typename: 'User', id: 'u2', displayName: 'Bob Keller' },
        },
      },
    ],
  },
  auditTrail: {
    __typename: 'AuditEntryConnection',
    pageInfo,
    edges: [
      {
        __typename: 'AuditEntryEdge',
        cursor: 'a1',
        node: {
          __typename: 'AuditEntry',
          id: 'a1',
          at,
          action: 'auth.session.started',
          clientAddress: '203.0.113.7',
          actor: { __typename: 'User', id: 'u2', displayName: 'Bob Keller', email: 'bob@payloom.example' },
        },
      },
    ],
  },
};

const answer = (user: User | null, more: Partial<MockLink.MockedResponse> = {}): MockLink.MockedResponse => ({
  request: { query: UserDetailDocument, variables: { id: 'u2' } },
  result: { data: { user } },
  ...more,
});
const changed = (part: Pick<User, 'role' | 'status'>) => ({
  result: { __typename: 'UserChanged', user: { __typename: 'User', id: 'u2', ...part } },
});
const show = (mocks: MockLink.MockedResponse[]) =>
  renderPage(
    <Routes>
      <Route path="/admin/users/:userId" element={<UserPage />} />
    </Routes>,
    '/admin/users/u2',
    mocks,
  );

/** The page asks again once something is done: then it is `user` as they are `afterwards`. */
async function open(button: string, mocks: MockLink.MockedResponse[], user = bob, afterwards = user) {
  const person = userEvent.setup();
  const shown = show([answer(user), answer(afterwards, { maxUsageCount: 2 }), ...mocks]);
  await person.click(await screen.findByRole('button', { name: button }));
  return { ...shown, person, dialog: within(screen.getByRole('dialog')) };
}

test('shows who it is, where they are signed in, what they paid and what they did', async () => {
  const { container } = show([answer(bob)]);
  expect(screen.getByText('Loading the user')).toBeInTheDocument();
  expect(await screen.findByRole('heading', { level: 1, name: 'Bob Keller' })).toBeInTheDocument();
  const facts = within(screen.getByRole('region', { name: 'Facts' }));
  expect(screen.getByRole('region', { name: 'Facts' })).toHaveTextContent('1,234.50 EUR');
  expect(facts.getByText('+41791234567')).toBeInTheDocument();
  expect(screen.getByRole('row', { name: /Firefox on Android 203.0.113.7/ })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'From Alice Meyer' })).toHaveAttribute('href', '/payments/p1');
  expect(screen.getByRole('link', { name: /Session started/ })).toHaveAttribute(
    'href',
    '/admin/audit?entry=a1',
  );
  expect(screen.getByRole('link', { name: 'All in the audit log' })).toHaveAttribute(
    'href',
    '/admin/audit?actor=u2',
  );
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('suspends with a reason, and offers to reinstate', async () => {
  const input = { userId: 'u2', reason: 'Fraud.' };
  const { person, dialog } = await open('Suspend', [
    {
      request: { query: SuspendUserDocument, variables: { input } },
      result: { data: changed({ role: 'VENDOR', status: 'SUSPENDED' }) },
    },
  ]);
  await person.click(dialog.getByRole('button', { name: 'Suspend Bob Keller' }));
  expect(dialog.getByText('Say why: it is kept in the audit log.')).toBeInTheDocument();
  expect(await accessibilityProblems(screen.getByRole('dialog'))).toEqual([]);
  await person.type(dialog.getByRole('textbox', { name: 'Reason' }), ' Fraud. ');
  await person.click(dialog.getByRole('button', { name: 'Suspend Bob Keller' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

test('reinstates', async () => {
  const { person, dialog } = await open(
    'Reinstate',
    [
      {
        request: {
          query: ReinstateUserDocument,
          variables: { input: { userId: 'u2', reason: 'A mistake.' } },
        },
        result: { data: changed({ role: 'VENDOR', status: 'ACTIVE' }) },
      },
    ],
    { ...bob, status: 'SUSPENDED' },
  );
  await person.type(dialog.getByRole('textbox', { name: 'Reason' }), 'A mistake.');
  await person.click(dialog.getByRole('button', { name: 'Reinstate Bob Keller' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

test('changes the role', async () => {
  const { person, dialog } = await open(
    'Change role',
    [
      {
        request: {
          query: ChangeRoleDocument,
          variables: { input: { userId: 'u2', reason: 'Helps us.', role: 'VENDOR' } },
        },
        result: { data: changed({ role: 'ADMIN', status: 'ACTIVE' }) },
      },
    ],
    bob,
    { ...bob, role: 'ADMIN' },
  );
  expect(dialog.getByRole('combobox', { name: 'Role' })).toHaveTextContent('Vendor');
  await person.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Helps us.');
  await person.click(dialog.getByRole('button', { name: 'Change role' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(await screen.findByText('Administrator')).toBeInTheDocument();
});

test('says why it was not done, and keeps what was typed', async () => {
  const input = { userId: 'u2', reason: 'Lost a phone.' };
  const request = { query: EndUserSessionsDocument, variables: { input } };
  const refused = { __typename: 'UserNotFound', message: 'There is no user with that id.' };
  const { person, dialog } = await open('End sessions', [
    { request, error: new Error('lost') },
    { request, result: { data: { result: refused } } },
    { request, result: { data: { result: { __typename: 'SessionsEnded', count: 1 } } } },
  ]);
  await person.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Lost a phone.');
  const button = dialog.getByRole('button', { name: 'End all sessions' });
  await person.click(button);
  await waitFor(() => expect(dialog.getByRole('alert')).not.toBeEmptyDOMElement());
  await person.click(button);
  expect(await dialog.findByText('There is no user with that id.')).toBeInTheDocument();
  expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('Lost a phone.');
  await person.click(button);
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});

test('lets nobody demote or suspend themselves', async () => {
  session.begin({
    accessToken: 'token',
    accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
    viewer: { id: 'u2', email: 'bob@payloom.example', role: 'ADMIN' },
  });
  show([answer({ ...bob, role: 'ADMIN' })]);
  expect(await screen.findByRole('button', { name: 'End sessions' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Suspend' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Change role' })).not.toBeInTheDocument();
  await act(() => session.signOut().catch(() => undefined));
});

test('follows what is done to them elsewhere', async () => {
  const { push } = show([answer(bob), answer({ ...bob, status: 'SUSPENDED' })]);
  await screen.findByRole('button', { name: 'Suspend' });
  const auditEntry = { __typename: 'AuditEntry', id: 'a2', subject: 'u2', actor: null };
  act(() =>
    push({ auditEntryAdded: { __typename: 'AuditEntryAdded', cursor: '1', type: 'x', at, auditEntry } }),
  );
  expect(await screen.findByRole('button', { name: 'Reinstate' })).toBeInTheDocument();
});

test('shows the rest where a part does not answer, and says so', async () => {
  const down = { message: 'down', path: ['user'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };
  const partly = { ...bob, sessions: null, wallet: null, profile: null };
  show([answer(partly, { result: { data: { user: partly }, errors: [down] } })]);
  expect(await screen.findByText(/Some details are missing/)).toBeInTheDocument();
  expect(await screen.findByText('This cannot be shown now')).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'From Alice Meyer' })).toBeInTheDocument();
});

test('says when there is nobody, when it could not be had, and who may not', async () => {
  const user = userEvent.setup();
  const forbidden = { message: 'You may not do this.', extensions: { code: 'FORBIDDEN' } };
  const first = show([answer(null)]);
  expect(await screen.findByText('There is nobody with this id')).toBeInTheDocument();
  first.unmount();
  const result = { data: { user: null }, errors: [forbidden] };
  show([answer(null, { result: undefined, error: new Error('lost') }), answer(null, { result })]);
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('This page is for administrators')).toBeInTheDocument();
});
