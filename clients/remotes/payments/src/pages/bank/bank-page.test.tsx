import '@testing-library/jest-dom';
import { toast } from '@payloom/ui-kit/toaster';
import { act, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { euros, paymentId, paymentPage, reportOf, viewerWallet, walletOf } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

const payout = (change: object = {}) => ({
  __typename: 'Payout',
  id: paymentId(1),
  status: 'PENDING',
  amount: euros(40_000),
  account: 'CH•• •••• 2957',
  reason: null,
  createdAt: '2026-11-27T10:00:00Z',
  wallet: walletOf(60_000, 40_000),
  ...change,
});
const topUp = (change: object = {}) => ({
  __typename: 'TopUp',
  id: paymentId(2),
  status: 'COMPLETED',
  amount: euros(5_000),
  declineReason: null,
  createdAt: '2026-11-27T10:00:00Z',
  wallet: walletOf(60_000),
  ...change,
});
const pageOf = (typename: string, nodes: readonly object[]) => ({
  __typename: `${typename}Connection`,
  edges: nodes.map((node, index) => ({ __typename: `${typename}Edge`, cursor: String(index), node })),
  pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
});
const graphOf = (payouts: readonly object[] = [payout()], topUps: readonly object[] = [topUp()]) =>
  createTestGraph({
    Payouts: () => ({ payouts: pageOf('Payout', payouts) }),
    TopUps: () => ({ topUps: pageOf('TopUp', topUps) }),
    ViewerWallet: () => viewerWallet(100_000),
    LatestPayments: () => paymentPage([]),
    PaymentReport: () => reportOf(0),
    WalletCurrencies: () => ({ walletCurrencies: ['EUR', 'JPY'] }),
  });

afterEach(() => {
  toast.dismiss();
});

test('payouts and top-ups are listed with where they stand', async () => {
  const remote = showRemote('/wallet/bank', graphOf([payout({ status: 'RETURNED', reason: 'Closed.' })]));
  const payouts = within(await screen.findByRole('table', { name: 'Payouts' }));
  expect(await payouts.findByText('Returned')).toBeInTheDocument();
  expect(payouts.getByText(/The money is back in your wallet/)).toBeInTheDocument();
  expect(payouts.getByText('CH•• •••• 2957')).toBeInTheDocument();
  const topUps = within(screen.getByRole('table', { name: 'Top-ups' }));
  expect(topUps.getByText('In your wallet')).toBeInTheDocument();
  expect((await axe(remote.container)).violations).toEqual([]);
});

test('a payout settles, and a new top-up stands on top, while one looks on', async () => {
  const graph = graphOf();
  showRemote('/wallet/bank', graph);
  expect(await screen.findByText('Pending')).toBeInTheDocument();
  const about = { cursor: '1-0', at: '2026-11-27T10:00:00Z' };
  act(() => {
    graph.push('PayoutChanges', {
      payoutChanged: {
        ...{ __typename: 'PayoutChanged', ...about, type: 'payments.payout.settled' },
        payout: payout({ status: 'SETTLED', wallet: walletOf(60_000) }),
      },
    });
    graph.push('TopUpChanges', {
      topUpChanged: {
        ...{ __typename: 'TopUpChanged', ...about, type: 'payments.top-up.requested' },
        topUp: topUp({ id: paymentId(3), status: 'PENDING', amount: euros(777) }),
      },
    });
  });
  expect(await screen.findByText('At your bank')).toBeInTheDocument();
  const [first] = within(screen.getByRole('table', { name: 'Top-ups' }))
    .getAllByRole('row')
    .slice(1);
  expect(first).toHaveTextContent('7.77');
});

test('where there is nothing it says what will be here, and what cannot be loaded can be tried again', async () => {
  const graph = graphOf([], []);
  graph.answer('TopUps', () => {
    throw new TypeError('Failed to fetch');
  });
  const { user } = showRemote('/wallet/bank', graph);
  expect(await screen.findByText('Nothing was paid out yet')).toBeInTheDocument();
  expect(await screen.findByText('The list could not be loaded')).toBeInTheDocument();
  graph.answer('TopUps', () => ({ topUps: pageOf('TopUp', []) }));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nothing was topped up yet')).toBeInTheDocument();
});

describe('paying out', () => {
  async function fillIn(graph: ReturnType<typeof graphOf>, amount: string, iban: string) {
    const remote = showRemote('/wallet', graph);
    await remote.user.click(await screen.findByRole('button', { name: 'Pay out' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Pay out to your bank' }));
    await remote.user.type(dialog.getByLabelText('Amount'), amount);
    await remote.user.type(dialog.getByLabelText('Bank account (IBAN)'), iban);
    expect((await axe(document.body)).violations).toEqual([]);
    await remote.user.dblClick(dialog.getByRole('button', { name: /^Pay out/ }));
    return remote;
  }

  test('is done once, and leads to where it is watched', async () => {
    const graph = graphOf([]);
    graph.answer('PayOut', () => {
      graph.answer('Payouts', () => ({ payouts: pageOf('Payout', [payout()]) }));
      return { payOut: payout() };
    });
    const remote = await fillIn(graph, '400', 'ch93 0076 2011 6238 5295 7');
    await waitFor(() => expect(remote.address()).toBe('/wallet/bank'));
    expect(await screen.findByText('CH•• •••• 2957')).toBeInTheDocument();
    expect(graph.requests('PayOut')).toEqual([
      {
        input: {
          amount: { amountMinor: 40_000, currency: 'EUR' },
          iban: 'CH9300762011623852957',
          idempotencyKey: expect.stringMatching(/^[\da-f-]{36}$/),
        },
      },
    ]);
  });

  test.each([
    [
      'a digit of the IBAN is wrong',
      {
        __typename: 'InvalidInput',
        message: 'Check.',
        fields: [
          { __typename: 'InvalidField', name: 'iban', message: 'That is not an IBAN. Check it for a slip.' },
        ],
      },
      'That is not an IBAN. Check it for a slip.',
    ],
    [
      'the wallet holds less',
      { __typename: 'InsufficientFunds', message: 'Less.', available: euros(1_000) },
      'That is more than the 10.00 EUR you have.',
    ],
  ])('says so where %s', async (_what, payOut, words) => {
    const graph = graphOf();
    graph.answer('PayOut', () => ({ payOut }));
    await fillIn(graph, '400', 'CH93 0076 2011 6238 5295 8');
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  test('what is no IBAN at all is refused before anything is sent', async () => {
    const graph = graphOf();
    await fillIn(graph, '400', '12345');
    expect(await screen.findByText('That is not an IBAN. Check it for a slip.')).toBeInTheDocument();
    expect(graph.requests('PayOut')).toEqual([]);
  });
});
