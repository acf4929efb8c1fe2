import { defineRemoteEntry, type Found, type RemoteEntry } from '@payloom/session/remote-entry';
import { ReceiptText, Send } from 'lucide-react';
import type { RemoteListing } from '../remotes/remote-list.ts';

/** What the searches of the fake remote do. */
export const desk = {
  find: async (text: string): Promise<readonly Found[]> =>
    text.includes('rent')
      ? [{ id: '7', label: 'November rent', detail: 'Vera · 900.00 EUR', to: '/payments/7' }]
      : [],
  card: () => <p>Everything about money</p>,
};

function Payments() {
  return (
    <>
      <h1>Payments</h1>
      <input type="search" aria-label="Search payments" />
      <a href="/payments/1" data-row-target>
        First payment
      </a>
      <a href="/payments/2" data-row-target>
        Second payment
      </a>
    </>
  );
}

/** A remote that lets things be done from any page, and has cards for the dashboard. */
export const payments: RemoteEntry = defineRemoteEntry({
  name: 'payments',
  routes: [
    { path: '/payments', element: <Payments /> },
    { path: '/payments/:id', element: <h1>One payment</h1> },
    { path: '/pay', element: <h1>Pay somebody</h1> },
  ],
  navigation: [{ to: '/payments', label: 'Payments', icon: ReceiptText, order: 20, keys: 'g p' }],
  commands: [
    { id: 'pay', label: 'Pay somebody', icon: Send, to: '/pay', keys: 'n', roles: ['CUSTOMER', 'VENDOR'] },
  ],
  searches: [
    { id: 'payments', label: 'Payments', icon: ReceiptText, load: async () => (text) => desk.find(text) },
  ],
  dashboard: [
    { id: 'later', label: 'Later', order: 20, span: 1, load: async () => () => <p>Stands second</p> },
    { id: 'money', label: 'Money', order: 10, span: 2, load: async () => () => desk.card() },
    {
      id: 'takings',
      label: 'Takings',
      order: 5,
      span: 1,
      roles: ['VENDOR'],
      load: async () => () => <p>For vendors</p>,
    },
  ],
});

export const listings: RemoteListing[] = [
  {
    name: 'payments',
    label: { en: 'Payments', de: 'Zahlungen' },
    paths: ['/', '/pay', '/payments'],
    entry: '/remotes/payments/remote-entry.js',
  },
  {
    name: 'admin',
    label: { en: 'Administration', de: 'Verwaltung' },
    paths: ['/admin'],
    entry: '/remotes/admin/remote-entry.js',
  },
];
