import '@testing-library/jest-dom';
import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { euros, paymentPage, reportOf, viewerWallet, walletOf } from '../../testing/payments.ts';
import { showRemote, type ShownRemote } from '../../testing/show-remote.tsx';
import { createTestGraph, type Answer, type TestGraph } from '../../testing/test-graph.ts';

const topUp = (status: 'COMPLETED' | 'PENDING' | 'FAILED', balanceMinor: number) => ({
  topUpWallet: {
    __typename: 'TopUp',
    id: 'top-up-1',
    status,
    amount: euros(5000),
    wallet: walletOf(balanceMinor),
  },
});

function graphThat(topUpWallet: Answer): TestGraph {
  return createTestGraph({
    ViewerWallet: () => viewerWallet(1_000),
    LatestPayments: () => paymentPage([]),
    PaymentReport: () => reportOf(0),
    TopUpWallet: topUpWallet,
  });
}

async function openDialog({ user }: ShownRemote): Promise<ReturnType<typeof within>> {
  await user.click(await screen.findByRole('button', { name: 'Top up' }));
  return within(await screen.findByRole('dialog', { name: 'Top up your wallet' }));
}

const lostConnection = (): never => {
  throw new TypeError('Failed to fetch');
};

test('a common amount tops the wallet up, and the balance moves', async () => {
  const graph = graphThat(() => topUp('COMPLETED', 6_000));
  const remote = showRemote('/wallet', graph);
  expect(await screen.findByText('10.00')).toBeInTheDocument();
  const dialog = await openDialog(remote);
  await remote.user.click(dialog.getByRole('button', { name: '50.00 EUR' }));
  await remote.user.click(dialog.getByRole('button', { name: 'Top up 50.00 EUR' }));

  expect(await screen.findByText('60.00')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(graph.requests('TopUpWallet')).toEqual([
    { input: { amount: { amountMinor: 5000, currency: 'EUR' }, idempotencyKey: expect.any(String) } },
  ]);
});

test.each([
  ['0.99', 'The least is 1.00 EUR.'],
  ['10000.01', 'The most is 10,000.00 EUR.'],
  ['-5', 'An amount cannot be negative.'],
  ['5.005', 'EUR has at most 2 decimals.'],
])('the amount "%s" is refused before anything is sent', async (amount, words) => {
  const graph = graphThat(() => topUp('COMPLETED', 6_000));
  const remote = showRemote('/wallet', graph);
  const dialog = await openDialog(remote);
  await remote.user.type(dialog.getByLabelText('Amount'), `${amount}{Enter}`);
  expect(await dialog.findByText(words)).toBeInTheDocument();
  expect(graph.requests('TopUpWallet')).toHaveLength(0);
});

test.each([
  [
    { __typename: 'CardDeclined', message: 'The card has expired.' },
    'The card has expired. Nothing was taken.',
  ],
  [{ __typename: 'IdempotencyKeyReused', message: 'Used.' }, /mixed up with an earlier try/],
  [
    {
      __typename: 'InvalidInput',
      message: 'Not acceptable.',
      fields: [
        {
          __typename: 'InvalidField',
          name: 'amount.amountMinor',
          message: 'Is more than your wallet has room for.',
        },
      ],
    },
    'Is more than your wallet has room for.',
  ],
])('the dialog says why nothing moved: %o', async (refusal, words) => {
  const remote = showRemote(
    '/wallet',
    graphThat(() => ({ topUpWallet: refusal })),
  );
  const dialog = await openDialog(remote);
  await remote.user.type(dialog.getByLabelText('Amount'), '50{Enter}');
  expect(await dialog.findByText(words)).toBeInTheDocument();
  expect(screen.getByText('10.00')).toBeInTheDocument();
});

test('a retry keeps its key, even over a closed dialog', async () => {
  const graph = graphThat(lostConnection);
  const remote = showRemote('/wallet', graph);
  let dialog = await openDialog(remote);
  await remote.user.type(dialog.getByLabelText('Amount'), '50{Enter}');
  expect(await dialog.findByText(/we do not know yet/)).toBeInTheDocument();
  await remote.user.click(dialog.getByRole('button', { name: 'Close' }));

  graph.answer('TopUpWallet', () => topUp('COMPLETED', 6_000));
  dialog = await openDialog(remote);
  await remote.user.type(dialog.getByLabelText('Amount'), '50.00{Enter}');
  expect(await screen.findByText('60.00')).toBeInTheDocument();
  const [first, second] = graph.requests('TopUpWallet');
  expect(second).toEqual(first);
});

test('a top-up that is still on its way is looked for until it is there', async () => {
  const graph = graphThat(() => topUp('PENDING', 1_000));
  const remote = showRemote('/wallet', graph);
  const dialog = await openDialog(remote);
  await remote.user.type(dialog.getByLabelText('Amount'), '50{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  graph.answer('ViewerWallet', () => viewerWallet(6_000));
  expect(await screen.findByText('60.00')).toBeInTheDocument();
});

test('the dialog is free of axe violations', async () => {
  const remote = showRemote(
    '/wallet',
    graphThat(() => topUp('COMPLETED', 6_000)),
  );
  await openDialog(remote);
  expect((await axe(document.body)).violations).toEqual([]);
});
