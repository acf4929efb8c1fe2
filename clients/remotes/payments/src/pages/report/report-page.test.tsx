import '@testing-library/jest-dom';
import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { dateInDays } from '../../payment/calendar-date.ts';
import { bob, viewerWallet } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

const sums = { sentMinor: 2_500, receivedMinor: 1_000, paymentCount: 3 };
const report = (change: object = {}) => ({
  paymentReport: {
    __typename: 'PaymentReport',
    currency: 'EUR',
    byDay: [{ __typename: 'ReportDay', date: dateInDays(0), ...sums }],
    byStatus: [{ __typename: 'ReportStatus', status: 'COMPLETED', ...sums }],
    byCounterparty: [{ __typename: 'ReportCounterparty', user: { ...bob, wallet: undefined }, ...sums }],
    ...change,
  },
});

const ViewerWallet = () => viewerWallet(12_345);

test('the last 30 days are summed by day, status and counterparty', async () => {
  const graph = createTestGraph({ ViewerWallet, PaymentReport: () => report() });
  const remote = showRemote('/payments/report', graph);
  const days = within(await screen.findByRole('table', { name: /Money in and out by day/ }));
  expect(days.getAllByRole('row')).toHaveLength(2);
  const statuses = within(screen.getByRole('table', { name: 'Status' }));
  expect(statuses.getByRole('rowheader', { name: 'Completed' })).toBeInTheDocument();
  const who = within(screen.getByRole('table', { name: 'Who' }));
  expect(who.getByRole('row', { name: 'Bob Vendor 10.00 EUR 25.00 EUR 3' })).toBeInTheDocument();
  expect(graph.requests('PaymentReport')).toEqual([
    {
      from: dateInDays(-29),
      to: dateInDays(0),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
  ]);
  expect((await axe(remote.container)).violations).toEqual([]);
});

test.each([
  ['7', -6],
  ['365', -364],
  ['nonsense', -29],
])('the address says of how many days: %s', async (days, first) => {
  const graph = createTestGraph({ ViewerWallet, PaymentReport: () => report() });
  showRemote(`/payments/report?days=${days}`, graph);
  await screen.findByRole('table', { name: 'Status' });
  expect(graph.requests('PaymentReport')).toMatchObject([{ from: dateInDays(first) }]);
});

test('where nothing moved it says so', async () => {
  const graph = createTestGraph({
    ViewerWallet,
    PaymentReport: () => report({ byDay: [], byStatus: [], byCounterparty: [] }),
  });
  showRemote('/payments/report', graph);
  expect(await screen.findByText('No payments in these days')).toBeInTheDocument();
});

test('what cannot be loaded can be tried again', async () => {
  const graph = createTestGraph({
    ViewerWallet,
    PaymentReport: () => {
      throw new TypeError('Failed to fetch');
    },
  });
  const { user } = showRemote('/payments/report', graph);
  expect(await screen.findByText('The report could not be loaded')).toBeInTheDocument();
  graph.answer('PaymentReport', () => report());
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('table', { name: 'Status' })).toBeInTheDocument();
});

test('the address says of which wallet', async () => {
  const graph = createTestGraph({ ViewerWallet, PaymentReport: () => report({ currency: 'JPY' }) });
  const { user } = showRemote('/payments/report?currency=JPY', graph);
  await screen.findByRole('table', { name: 'Status' });
  expect(graph.requests('PaymentReport')).toMatchObject([{ currency: 'JPY' }]);
  await user.click(screen.getByRole('combobox', { name: 'Days' }));
  await user.click(await screen.findByRole('option', { name: 'Last 7 days' }));
  await waitFor(() =>
    expect(graph.requests('PaymentReport').at(-1)).toMatchObject({ currency: 'JPY', from: dateInDays(-6) }),
  );
});
