import '@testing-library/jest-dom';
import { act, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { change, payment, paymentId, paymentPage, reportOf, viewerWallet } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

const received = payment({ nth: 2, direction: 'RECEIVED', amountMinor: 4200 });
const sent = payment({ nth: 1, direction: 'SENT', amountMinor: 2500 });

const graphOf = (payments = [received, sent], balanceMinor: number | null = 12_345) =>
  createTestGraph({
    ViewerWallet: () => viewerWallet(balanceMinor, 700),
    LatestPayments: () => paymentPage(payments),
    PaymentReport: () => reportOf(4_200),
  });

test('balance, money on its way and the latest payments are shown', async () => {
  const remote = showRemote('/wallet', graphOf());
  const balance = within(await screen.findByRole('region', { name: 'You can spend' }));
  expect(balance.getByText('123.45')).toBeInTheDocument();
  expect(balance.getByText('7.00')).toBeInTheDocument();
  const table = within(await screen.findByRole('table', { name: 'Latest payments' }));
  expect(await table.findByText('+42.00')).toBeInTheDocument();
  expect(table.getByText('−25.00')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'All payments' })).toHaveAttribute('href', '/payments');
  expect((await axe(remote.container)).violations).toEqual([]);
});

test('a payment that comes in moves the balance, the list and the plot by itself', async () => {
  const graph = graphOf();
  showRemote('/wallet', graph);
  expect(await screen.findByText('123.45')).toBeInTheDocument();
  await waitFor(() => expect(graph.listenerCount()).toBe(1));

  graph.answer('PaymentReport', () => reportOf(5_200));
  act(() =>
    graph.update(change(payment({ nth: 3, direction: 'RECEIVED', amountMinor: 1000, balanceMinor: 13_345 }))),
  );
  const balance = screen.getByRole('region', { name: 'You can spend' });
  expect(await within(balance).findByText('133.45')).toBeInTheDocument();
  expect(within(balance).getByText('Your balance is now 133.45 EUR.')).toBeInTheDocument();
  expect(balance.querySelector('[data-glow]')).not.toBeNull();
  const rows = within(screen.getByRole('table', { name: 'Latest payments' })).getAllByRole('row');
  expect(within(rows[1] ?? balance).getByRole('link')).toHaveAttribute('href', `/payments/${paymentId(3)}`);
  // 42.00 and 10.00 that came in.
  const plot = within(screen.getByRole('table', { name: /Money in and out/ }));
  expect(await plot.findByText('52.00 EUR')).toBeInTheDocument();
});

test('somebody without payments is told the one next step', async () => {
  showRemote('/wallet', graphOf([]));
  expect(await screen.findByText('No payments yet')).toBeInTheDocument();
  expect(screen.getAllByRole('link', { name: 'Pay somebody' })[0]).toHaveAttribute(
    'href',
    '/pay?currency=EUR',
  );
});

test('the wallet of a new account appears as soon as it is open', async () => {
  const graph = graphOf([], null);
  showRemote('/wallet', graph);
  await waitFor(() => expect(graph.requests('ViewerWallet').length).toBeGreaterThan(0));
  expect(screen.queryByRole('button', { name: 'Top up' })).not.toBeInTheDocument();
  graph.answer('ViewerWallet', () => viewerWallet(0));
  expect(await screen.findByRole('button', { name: 'Top up' })).toBeInTheDocument();
});

test('a wallet that cannot be loaded says so and can be tried again', async () => {
  const graph = graphOf();
  graph.answer('ViewerWallet', () => {
    throw new TypeError('Failed to fetch');
  });
  const { user } = showRemote('/wallet', graph);
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Your wallet could not be loaded');
  expect(alert).toHaveTextContent('Payloom could not be reached');
  graph.answer('ViewerWallet', () => viewerWallet(12_345));
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('123.45')).toBeInTheDocument();
});
