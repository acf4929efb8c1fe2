import '@testing-library/jest-dom';
import { act, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { change, euros, payment, paymentId } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

const address = `/payments/${paymentId(1)}`;
const pending = payment({ nth: 1, status: 'PENDING', note: 'Rent' });

const posting = (id: string, entryId: string, account: string, amountMinor: number) => ({
  __typename: 'Posting',
  id,
  entryId,
  account,
  amount: euros(amountMinor),
  at: '2026-11-22T12:00:00.000Z',
});
const held = [posting('1', 'e1', 'wallet:aaaaaa-111111', 2500), posting('2', 'e1', 'clearing', -2500)];
const settled = [posting('3', 'e2', 'clearing', 2500), posting('4', 'e2', 'wallet:bbbbbb-222222', -2500)];
const ledger = (postings: object[]) => ({ payment: { __typename: 'Payment', id: paymentId(1), postings } });

const steps = async (): Promise<string[]> => {
  const list = await screen.findByRole('list', { name: 'Steps of the payment' });
  return within(list)
    .getAllByRole('listitem')
    .map((item) => item.textContent ?? '');
};

test('the payment is told: amount, status, who paid whom, note, and where it stands', async () => {
  const remote = showRemote(address, createTestGraph({ PaymentDetail: () => ({ payment: pending }) }));
  const facts = within(await screen.findByRole('region', { name: 'Payment' }));
  expect(facts.getByText('25.00')).toBeInTheDocument();
  expect(facts.getByText('Pending')).toBeInTheDocument();
  expect(facts.getByText('Alice Meyer')).toHaveTextContent('Alice Meyer (you)');
  expect(facts.getByText('b•••@payloom.example')).toBeInTheDocument();
  expect(facts.getByText('Rent')).toBeInTheDocument();
  expect(await steps()).toEqual([
    expect.stringContaining('Accepted, in progress'),
    expect.stringContaining('Processing, still to come'),
    expect.stringContaining('Completed, still to come'),
  ]);
  expect((await axe(remote.container)).violations).toEqual([]);
});

test('steps appear as they happen', async () => {
  const graph = createTestGraph({ PaymentDetail: () => ({ payment: pending }) });
  showRemote(address, graph);
  await steps();
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  act(() => graph.update(change(payment({ nth: 1, status: 'FAILED', reason: 'The bank said no.' }))));
  expect(await screen.findByText('The bank said no. The payer has the money back.')).toBeInTheDocument();
  expect(await steps()).toEqual([
    expect.stringContaining('Accepted, done'),
    expect.stringContaining('Processing, done'),
    expect.stringContaining('Failed, failed'),
  ]);
  expect(graph.requests('PaymentDetail')).toHaveLength(1);
});

test('an administrator sees the postings, which grow as the payment moves', async () => {
  const graph = createTestGraph({
    PaymentDetail: () => ({ payment: pending }),
    PaymentLedger: () => ledger(held),
  });
  const remote = showRemote(address, graph, 'ADMIN');
  const table = await screen.findByRole('table', { name: 'Postings' });
  expect(within(table).getByRole('rowheader')).toHaveTextContent('Wallet …111111toClearing');
  expect((await axe(remote.container)).violations).toEqual([]);

  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  graph.answer('PaymentLedger', () => ledger([...held, ...settled]));
  const completed = payment({ nth: 1, createdAt: '2026-11-22T12:00:01.000Z' });
  act(() => graph.update(change(completed)));
  expect(await screen.findByText('Wallet …222222', { selector: 'td' })).toBeInTheDocument();
  const [, second] = screen.getAllByRole('rowheader');
  expect(second).toHaveTextContent('ClearingtoWallet …222222');
});

test('a customer’s page does not ask for postings', async () => {
  const graph = createTestGraph({ PaymentDetail: () => ({ payment: pending }) });
  showRemote(address, graph, 'CUSTOMER');
  await steps();
  expect(graph.requests('PaymentLedger')).toHaveLength(0);
  expect(screen.queryByText('Ledger')).not.toBeInTheDocument();
});

test('a ledger that cannot be loaded leaves the rest of the page as it is', async () => {
  const graph = createTestGraph({
    PaymentDetail: () => ({ payment: pending }),
    PaymentLedger: () => {
      throw new TypeError('Failed to fetch');
    },
  });
  const { user } = showRemote(address, graph, 'ADMIN');
  expect(await screen.findByText('The ledger could not be loaded')).toBeInTheDocument();
  expect(await steps()).toHaveLength(3);
  graph.answer('PaymentLedger', () => ledger(held));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('table', { name: 'Postings' })).toBeInTheDocument();
});

test('a payment that is not there says so and leads on', async () => {
  const remote = showRemote(address, createTestGraph({ PaymentDetail: () => ({ payment: null }) }));
  expect(await screen.findByText('There is no such payment')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'All payments' })).toHaveAttribute('href', '/payments');
  expect((await axe(remote.container)).violations).toEqual([]);
});

test('a payment that cannot be loaded can be tried again', async () => {
  const graph = createTestGraph({
    PaymentDetail: () => {
      throw new TypeError('Failed to fetch');
    },
  });
  const { user } = showRemote(address, graph);
  expect(await screen.findByText('The payment could not be loaded')).toBeInTheDocument();
  graph.answer('PaymentDetail', () => ({ payment: pending }));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await steps()).toHaveLength(3);
});
