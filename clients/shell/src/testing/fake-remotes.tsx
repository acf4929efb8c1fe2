import { defineRemoteEntry, routeHandle, type RemoteEntry } from '@payloom/session/remote-entry';
import { session } from '@payloom/session/session';
import type { Role, SessionViewer } from '@payloom/session/viewer';
import { ReceiptText, UserCog, Wallet } from 'lucide-react';
import { Link } from 'react-router';
import type { RemoteListing } from '../remotes/remote-list.ts';

const viewers: Record<Role, SessionViewer> = {
  CUSTOMER: { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' },
  VENDOR: { id: 'bob', email: 'bob@payloom.example', role: 'VENDOR' },
  ADMIN: { id: 'ada', email: 'ada@payloom.example', role: 'ADMIN' },
};

/** Signs somebody of that role in. */
export function signIn(role: Role): void {
  session.begin({
    accessToken: 'token',
    accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
    viewer: viewers[role],
  });
}

/** Whether the page `/payments/broken` throws. */
export const broken = { value: true };

/** Whether the code of `/payments/late` can be fetched. */
export const fetchable = { value: true };

function BrokenPage() {
  if (broken.value) throw new Error('inner detail');
  return <h1>Mended</h1>;
}

function BrokenItem(): never {
  throw new Error('inner detail');
}

const auth = defineRemoteEntry({
  name: 'auth',
  routes: [
    {
      path: '/sign-in',
      handle: routeHandle({ title: 'Sign in', access: 'anonymous' }),
      element: (
        <>
          <h1>Sign in</h1>
          <button type="button" onClick={() => signIn('CUSTOMER')}>
            Sign in as Alice
          </button>
        </>
      ),
    },
  ],
  navigation: [],
});

const payments = defineRemoteEntry({
  name: 'payments',
  routes: [
    {
      path: '/wallet',
      handle: routeHandle({ title: 'Wallet' }),
      element: (
        <>
          <h1>Wallet</h1>
          <Link to="/payments/7?tab=ledger">A payment</Link>
        </>
      ),
    },
    { path: '/payments', handle: routeHandle({ title: 'Payments' }), element: <h1>Payments</h1> },
    { path: '/payments/broken', element: <BrokenPage /> },
    {
      path: '/payments/late',
      lazy: async () => {
        if (!fetchable.value) throw new Error('inner detail');
        return { Component: () => <h1>Late</h1> };
      },
    },
    {
      path: '/payments/:id',
      handle: routeHandle({ title: 'Payment' }),
      lazy: async () => ({ Component: () => <h1>One payment</h1> }),
    },
  ],
  header: [
    { component: () => <button type="button">Second of payments</button>, order: 2 },
    { component: BrokenItem, order: 1 },
  ],
  navigation: [
    { to: '/payments', label: 'Payments', icon: ReceiptText, order: 20 },
    { to: '/wallet', label: 'Wallet', icon: Wallet, order: 10, roles: ['CUSTOMER', 'VENDOR'] },
  ],
});

const admin = defineRemoteEntry({
  name: 'admin',
  routes: [
    { path: '/admin/users', handle: routeHandle({ title: 'Users' }), element: <h1>Users</h1> },
    { path: '/admin/users/:id', element: <h1>One user</h1> },
  ],
  header: [{ component: () => <button type="button">First of admin</button>, order: 1 }],
  navigation: [{ to: '/admin/users', label: 'Users', icon: UserCog, order: 5, roles: ['ADMIN'] }],
});

export const entries: Record<string, RemoteEntry> = { auth, payments, admin };

const listing = (name: string, en: string, de: string, paths: string[]): RemoteListing => ({
  name,
  label: { en, de },
  paths,
  entry: `/remotes/${name}/remote-entry.js`,
});

export const listings: RemoteListing[] = [
  listing('auth', 'Sign-in', 'Anmeldung', ['/sign-in', '/sign-up']),
  listing('payments', 'Payments', 'Zahlungen', ['/wallet', '/pay', '/payments']),
  listing('admin', 'Administration', 'Verwaltung', ['/admin']),
];
