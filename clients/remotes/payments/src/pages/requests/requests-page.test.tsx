import '@testing-library/jest-dom';
import { toast, Toaster } from '@payloom/ui-kit/toaster';
import { finishActions } from '@payloom/ui-kit/undo';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { bob, euros, paymentId, walletOf } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

const token = 'abcdefghijklmnopqrstuvwxyz012345';
const chairs = (change: object = {}) => ({
  __typename: 'PaymentRequest',
  id: paymentId(1),
  status: 'OPEN',
  use: 'SINGLE',
  amount: euros(4_000),
  note: 'Two chairs',
  token,
  paidCount: 0,
  expiresAt: null,
  createdAt: '2026-11-27T10:00:00Z',
  latestPayment: null,
  ...change,
});
const party = { ...bob, wallet: undefined };
const paidBy = { __typename: 'Payment', id: paymentId(7), payer: party };

const page = (...nodes: object[]) => ({
  paymentRequests: {
    __typename: 'PaymentRequestConnection',
    edges: nodes.map((node, index) => ({ __typename: 'PaymentRequestEdge', cursor: String(index), node })),
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
  },
});
const walletsOf = (...wallets: object[]) => ({ viewer: { __typename: 'User', id: 'alice', wallets } });
const francs = { ...euros(0), currency: 'CHF' };
const graphOf = (...nodes: object[]) =>
  createTestGraph({
    PaymentRequests: () => page(...nodes),
    RequestCurrencies: () => ({ walletCurrencies: ['EUR', 'CHF', 'JPY'] }),
    ViewerWallet: () => walletsOf(walletOf(1_000)),
  });

afterEach(() => {
  toast.dismiss();
});

test('requests are listed with where they stand and who has paid', async () => {
  const many = chairs({ id: paymentId(2), use: 'MULTI', paidCount: 3, latestPayment: paidBy, note: null });
  const paid = chairs({ id: paymentId(3), status: 'PAID', paidCount: 1, latestPayment: paidBy });
  const remote = showRemote('/requests', graphOf(chairs(), many, paid));
  expect(await screen.findByText('3 times')).toHaveAttribute('href', `/payments/${paymentId(7)}`);
  expect(screen.getAllByRole('row').slice(1)).toHaveLength(3);
  expect(screen.getByText('By Bob Vendor')).toBeInTheDocument();
  expect(screen.getAllByText('Open')).toHaveLength(2);
  expect(screen.getAllByRole('button', { name: 'Copy the link for 40.00 EUR' })).toHaveLength(2);
  expect((await axe(remote.container)).violations).toEqual([]);
});

test('a request that is paid somewhere else changes by itself, and a new one stands on top', async () => {
  const graph = graphOf(chairs());
  showRemote('/requests', graph);
  expect(await screen.findByText('Two chairs')).toBeInTheDocument();
  const changed = (request: object) => ({
    paymentRequestChanged: {
      ...{ __typename: 'PaymentRequestChanged', cursor: '1-0', type: 'payments.request.paid' },
      ...{ at: '2026-11-27T10:00:00Z', request },
    },
  });
  act(() => {
    graph.push('RequestChanges', changed(chairs({ status: 'PAID', paidCount: 1, latestPayment: paidBy })));
    graph.push('RequestChanges', changed(chairs({ id: paymentId(2), note: 'A table' })));
  });
  expect(await screen.findByText('By Bob Vendor')).toBeInTheDocument();
  const [first] = (await screen.findAllByRole('row')).slice(1);
  expect(first).toHaveTextContent('A table');
});

test('a link is made, shown and copied', async () => {
  const graph = graphOf();
  graph.answer('CreatePaymentRequest', () => ({ createPaymentRequest: chairs() }));
  const { user } = showRemote('/requests', graph);
  expect(await screen.findByText('You have asked nobody yet')).toBeInTheDocument();
  await user.click(screen.getAllByRole('button', { name: 'Request money' })[0] ?? document.body);
  const dialog = within(await screen.findByRole('dialog', { name: 'Request money' }));
  await user.click(dialog.getByRole('button', { name: 'Make the link' }));
  expect(await dialog.findByText('Enter an amount.')).toBeInTheDocument();
  await user.type(dialog.getByLabelText('Amount'), '40');
  await user.type(dialog.getByLabelText('Note'), 'Two chairs');
  expect((await axe(document.body)).violations).toEqual([]);
  await user.click(dialog.getByRole('button', { name: 'Make the link' }));

  const link = `http://localhost/r/${token}`;
  expect(await screen.findByRole('textbox', { name: 'Link' })).toHaveValue(link);
  await user.click(screen.getByRole('button', { name: 'Copy link' }));
  expect(await navigator.clipboard.readText()).toBe(link);
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeInTheDocument();
  expect(graph.requests('CreatePaymentRequest')).toEqual([
    {
      input: {
        amount: { amountMinor: 4_000, currency: 'EUR' },
        ...{ note: 'Two chairs', use: 'SINGLE', expiresAt: null },
        idempotencyKey: expect.stringMatching(/^[\da-f-]{36}$/),
      },
    },
  ]);
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(await screen.findByText('Two chairs')).toBeInTheDocument();
});

test('an amount in yen has no decimals', async () => {
  const graph = graphOf();
  const { user } = showRemote('/requests', graph);
  await user.click((await screen.findAllByRole('button', { name: 'Request money' }))[0] ?? document.body);
  await user.selectOptions(await screen.findByLabelText('Currency'), 'JPY');
  await user.type(screen.getByLabelText('Amount'), '40.5');
  await user.click(screen.getByRole('button', { name: 'Make the link' }));
  expect(await screen.findByText('JPY has no decimals: write a whole number.')).toBeInTheDocument();
  expect(graph.requests('CreatePaymentRequest')).toEqual([]);
});

const prefers = (graph: ReturnType<typeof graphOf>, preferredCurrency: string): void => {
  const profile = { __typename: 'Profile', id: 'alice', preferredCurrency };
  graph.answer('PreferredCurrency', () => ({ viewer: { __typename: 'User', id: 'alice', profile } }));
};

test('one asks for money in the preferred currency of those one has', async () => {
  const graph = graphOf();
  const inFrancs = { ...walletOf(0), id: 'wallet-francs', balance: francs, pending: francs };
  graph.answer('ViewerWallet', () => walletsOf(walletOf(1_000), inFrancs));
  prefers(graph, 'CHF');
  const { user } = showRemote('/requests', graph);
  await user.click((await screen.findAllByRole('button', { name: 'Request money' }))[0] ?? document.body);
  await waitFor(() => expect(screen.getByLabelText('Currency')).toHaveValue('CHF'));
});

test('a preferred currency without a wallet is not what one asks for, unless one chooses it', async () => {
  const graph = graphOf();
  prefers(graph, 'CHF');
  graph.answer('CreatePaymentRequest', () => ({ createPaymentRequest: chairs() }));
  const { user } = showRemote('/requests', graph);
  await user.click((await screen.findAllByRole('button', { name: 'Request money' }))[0] ?? document.body);
  expect(await screen.findByLabelText('Currency')).toHaveValue('EUR');
  await user.selectOptions(screen.getByLabelText('Currency'), 'CHF');
  await user.type(screen.getByLabelText('Amount'), '40');
  await user.click(screen.getByRole('button', { name: 'Make the link' }));
  await screen.findByRole('textbox', { name: 'Link' });
  expect(graph.requests('CreatePaymentRequest')).toMatchObject([{ input: { amount: { currency: 'CHF' } } }]);
});

test('an open request is cancelled at once as far as one sees, and really when nobody has undone it', async () => {
  const graph = graphOf(chairs());
  graph.answer('CancelPaymentRequest', () => ({ cancelPaymentRequest: chairs({ status: 'CANCELLED' }) }));
  const { user } = showRemote('/requests', graph);
  await user.click(await screen.findByRole('button', { name: 'Cancel the request for 40.00 EUR' }));
  expect(await screen.findByText('Cancelled')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Copy the link/ })).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Undo: cancel the request for 40.00 EUR' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('button', { name: /Copy the link/ })).toBeInTheDocument();
  const itsPlace = screen.getByRole('button', { name: 'Cancel the request for 40.00 EUR' }).parentElement;
  expect(itsPlace?.contains(document.activeElement)).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Cancel the request for 40.00 EUR' }));
  await act(() => finishActions());
  expect(graph.requests('CancelPaymentRequest')).toHaveLength(1);
  expect(screen.getByText('Cancelled')).toBeInTheDocument();
});

test('one that was paid in the meantime shows that instead, and says so', async () => {
  const graph = graphOf(chairs());
  const request = chairs({ status: 'PAID', paidCount: 1, latestPayment: paidBy });
  graph.answer('CancelPaymentRequest', () => ({
    cancelPaymentRequest: { __typename: 'PaymentRequestClosed', message: 'Paid.', request },
  }));
  const { user } = showRemote('/requests', graph);
  render(<Toaster />);
  await user.click(await screen.findByRole('button', { name: 'Cancel the request for 40.00 EUR' }));
  await act(() => finishActions());
  expect(await screen.findByText(/has been paid or has expired in the meantime/)).toBeInTheDocument();
  expect(within(screen.getByRole('table')).getByText('Not cancelled')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: /^By / })).toBeInTheDocument();
});

test('what cannot be loaded can be tried again', async () => {
  const graph = graphOf(chairs());
  graph.answer('PaymentRequests', () => {
    throw new TypeError('Failed to fetch');
  });
  const { user } = showRemote('/requests', graph);
  expect(await screen.findByText('Your requests could not be loaded')).toBeInTheDocument();
  graph.answer('PaymentRequests', () => page(chairs()));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Two chairs')).toBeInTheDocument();
});
