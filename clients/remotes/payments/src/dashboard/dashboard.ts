import type { DashboardCard } from '@payloom/session/remote-entry';
import { useWords } from './words.ts';

const customers = ['CUSTOMER'] as const;
const vendors = ['VENDOR'] as const;
const payers = ['CUSTOMER', 'VENDOR'] as const;

/** What whoever has a wallet begins with. */
export const dashboard: readonly DashboardCard[] = [
  {
    id: 'takings',
    label: useWords.later('takings'),
    roles: vendors,
    order: 10,
    span: 2,
    load: async () =>
      (await import(/* webpackChunkName: "dashboard-of-vendors" */ './takings-card.tsx')).TakingsCard,
  },
  {
    id: 'balance',
    label: useWords.later('balance'),
    roles: payers,
    order: 20,
    span: 1,
    load: async () => (await import(/* webpackChunkName: "dashboard" */ './balance-card.tsx')).BalanceCard,
  },
  {
    id: 'money',
    label: useWords.later('out'),
    roles: customers,
    order: 30,
    span: 1,
    load: async () => (await import(/* webpackChunkName: "dashboard" */ './money-card.tsx')).MoneyCard,
  },
  {
    id: 'refund-requests',
    label: useWords.later('refundRequests'),
    roles: vendors,
    order: 30,
    span: 1,
    load: async () =>
      (await import(/* webpackChunkName: "dashboard-of-vendors" */ './refund-requests-card.tsx'))
        .RefundRequestsCard,
  },
  {
    id: 'requests',
    label: useWords.later('requests'),
    roles: vendors,
    order: 50,
    span: 1,
    load: async () =>
      (await import(/* webpackChunkName: "dashboard-of-vendors" */ './payment-requests-card.tsx'))
        .PaymentRequestsCard,
  },
  {
    id: 'counterparties',
    label: useWords.later('counterparties'),
    roles: customers,
    order: 40,
    span: 1,
    load: async () =>
      (await import(/* webpackChunkName: "dashboard" */ './counterparties-card.tsx')).CounterpartiesCard,
  },
  {
    id: 'upcoming',
    label: useWords.later('upcoming'),
    roles: customers,
    order: 50,
    span: 1,
    load: async () => (await import(/* webpackChunkName: "dashboard" */ './upcoming-card.tsx')).UpcomingCard,
  },
  {
    id: 'recent',
    label: useWords.later('recent'),
    roles: payers,
    order: 60,
    span: 2,
    load: async () => (await import(/* webpackChunkName: "dashboard" */ './recent-card.tsx')).RecentCard,
  },
];
