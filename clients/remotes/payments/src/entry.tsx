import { defineRemoteEntry, routeHandle } from '@payloom/session/remote-entry';
import { ReceiptText, Send, Wallet } from 'lucide-react';
import './styles.css';

const payers = ['CUSTOMER', 'VENDOR'] as const;

export default defineRemoteEntry({
  name: 'payments',
  routes: [
    {
      lazy: async () => ({
        Component: (await import('./features/live-payments/live-layout.tsx')).LiveLayout,
      }),
      children: [
        {
          path: '/wallet',
          handle: routeHandle({ title: 'Wallet', roles: payers }),
          lazy: async () => ({ Component: (await import('./pages/wallet/wallet-page.tsx')).WalletPage }),
        },
        {
          path: '/pay',
          handle: routeHandle({ title: 'Pay somebody', roles: payers }),
          lazy: async () => ({ Component: (await import('./pages/pay/pay-page.tsx')).PayPage }),
        },
        {
          path: '/payments',
          handle: routeHandle({ title: 'Payments' }),
          lazy: async () => ({
            Component: (await import('./pages/payments/payments-page.tsx')).PaymentsPage,
          }),
        },
        {
          path: '/payments/scheduled',
          handle: routeHandle({ title: 'Scheduled payments', roles: payers }),
          lazy: async () => ({
            Component: (await import('./pages/scheduled/scheduled-page.tsx')).ScheduledPage,
          }),
        },
        {
          path: '/payments/report',
          handle: routeHandle({ title: 'Report', roles: payers }),
          lazy: async () => ({ Component: (await import('./pages/report/report-page.tsx')).ReportPage }),
        },
        {
          path: '/payments/:id',
          handle: routeHandle({ title: 'Payment' }),
          lazy: async () => ({ Component: (await import('./pages/payment/payment-page.tsx')).PaymentPage }),
        },
      ],
    },
  ],
  navigation: [
    { to: '/wallet', label: 'Wallet', icon: Wallet, roles: payers, order: 10 },
    { to: '/pay', label: 'Pay', icon: Send, roles: payers, order: 20 },
    { to: '/payments', label: 'Payments', icon: ReceiptText, order: 30 },
  ],
});
