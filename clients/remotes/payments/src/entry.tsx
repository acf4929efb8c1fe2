import { defineRemoteEntry, routeHandle } from '@payloom/session/remote-entry';
import { CalendarClock, ChartColumn, Link2, ReceiptText, ScrollText, Send, Wallet } from 'lucide-react';
import { dashboard } from './dashboard/dashboard.ts';
import { WaitingItem } from './features/waiting-payments/waiting-item.tsx';
import './styles.css';
import { useWords } from './words.ts';

const payers = ['CUSTOMER', 'VENDOR'] as const;

export default defineRemoteEntry({
  name: 'payments',
  routes: [
    {
      lazy: async () => ({
        Component: (await import(/* webpackChunkName: "live" */ './features/live-payments/live-layout.tsx'))
          .LiveLayout,
      }),
      children: [
        {
          path: '/wallet',
          handle: routeHandle({ title: useWords.later('wallet'), roles: payers }),
          lazy: async () => ({ Component: (await import('./pages/wallet/wallet-page.tsx')).WalletPage }),
        },
        {
          path: '/wallet/bank',
          handle: routeHandle({ title: useWords.later('bank'), roles: payers }),
          lazy: async () => ({ Component: (await import('./pages/bank/bank-page.tsx')).BankPage }),
        },
        {
          path: '/wallet/statement',
          handle: routeHandle({ title: useWords.later('statement'), roles: payers }),
          lazy: async () => ({
            Component: (await import('./pages/statement/statement-page.tsx')).StatementPage,
          }),
        },
        {
          path: '/pay',
          handle: routeHandle({ title: useWords.later('paySomebody'), roles: payers }),
          lazy: async () => ({ Component: (await import('./pages/pay/pay-page.tsx')).PayPage }),
        },
        {
          path: '/payments',
          handle: routeHandle({ title: useWords.later('payments') }),
          lazy: async () => ({
            Component: (await import(/* webpackChunkName: "payments" */ './pages/payments/payments-page.tsx'))
              .PaymentsPage,
          }),
        },
        {
          path: '/payments/scheduled',
          handle: routeHandle({ title: useWords.later('scheduled'), roles: payers }),
          lazy: async () => ({
            Component: (await import('./pages/scheduled/scheduled-page.tsx')).ScheduledPage,
          }),
        },
        {
          path: '/requests',
          handle: routeHandle({ title: useWords.later('requests'), roles: payers }),
          lazy: async () => ({
            Component: (await import('./pages/requests/requests-page.tsx')).RequestsPage,
          }),
        },
        {
          path: '/r/:token',
          handle: routeHandle({ title: useWords.later('request'), access: 'anyone' }),
          lazy: async () => ({
            Component: (await import('./pages/request-link/request-link-page.tsx')).RequestLinkPage,
          }),
        },
        {
          path: '/payments/report',
          handle: routeHandle({ title: useWords.later('report'), roles: payers }),
          lazy: async () => ({ Component: (await import('./pages/report/report-page.tsx')).ReportPage }),
        },
        {
          path: '/payments/:id',
          handle: routeHandle({ title: useWords.later('payment') }),
          lazy: async () => ({ Component: (await import('./pages/payment/payment-page.tsx')).PaymentPage }),
        },
      ],
    },
  ],
  navigation: [
    { to: '/wallet', label: useWords.later('wallet'), icon: Wallet, roles: payers, order: 10, keys: 'g w' },
    { to: '/pay', label: useWords.later('pay'), icon: Send, roles: payers, order: 20 },
    {
      to: '/requests',
      label: useWords.later('requests'),
      icon: Link2,
      roles: payers,
      order: 25,
      keys: 'g q',
    },
    { to: '/payments', label: useWords.later('payments'), icon: ReceiptText, order: 30, keys: 'g p' },
  ],
  header: [{ component: WaitingItem, order: 5 }],
  commands: [
    {
      id: 'payments.pay',
      label: useWords.later('paySomebody'),
      icon: Send,
      to: '/pay',
      roles: payers,
      keys: 'n',
    },
    {
      id: 'payments.scheduled',
      label: useWords.later('scheduled'),
      icon: CalendarClock,
      to: '/payments/scheduled',
      roles: payers,
      keys: 'g s',
    },
    {
      id: 'payments.statement',
      label: useWords.later('statement'),
      icon: ScrollText,
      to: '/wallet/statement',
      roles: payers,
    },
    {
      id: 'payments.report',
      label: useWords.later('report'),
      icon: ChartColumn,
      to: '/payments/report',
      roles: payers,
      keys: 'g r',
    },
  ],
  searches: [
    {
      id: 'payments',
      label: useWords.later('payments'),
      icon: ReceiptText,
      load: async () => (await import('./features/find-payments/find-payments.ts')).findPayments,
    },
  ],
  dashboard,
});
