import '@testing-library/jest-dom';
import { act, screen, waitFor, within } from '@testing-library/react';
import { toast } from '@payloom/ui-kit/toaster';
import { axe } from 'jest-axe';
import { change, euros, payment, paymentId } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph, type Answer } from '../../testing/test-graph.ts';

const address = `/payments/${paymentId(1)}`;
type Options = NonNullable<Parameters<typeof payment>[0]>;
const received = (options: Options = {}) => payment({ nth: 1, direction: 'RECEIVED', ...options });
const refund = (nth: number, amountMinor: number, note: string | null = null) => ({
  __typename: 'Refund' as const,
  id: `refund-${nth}`,
  amount: euros(amountMinor),
  note,
  createdAt: new Date().toISOString(),
});
const refunded = received({ refundedMinor: 1_000, refunds: [refund(1, 1_000, 'One was broken')] });
const request = (status: 'OPEN' | 'GRANTED' | 'DECLINED', answer: string | null = null) => ({
  __typename: 'RefundRequest' as const,
  id: 'request-1',
  status,
  amount: euros(1_500),
  note: 'It never came.',
  answer,
  createdAt: new Date().toISOString(),
  updatedAt: new Date().toISOString(),
});

afterEach(() => {
  toast.dismiss();
});

const graphThat = (refundPayment: Answer, shown = received()) =>
  createTestGraph({ PaymentDetail: () => ({ payment: shown }), RefundPayment: refundPayment });

const made = () => ({ refundPayment: { __typename: 'Refund', id: 'refund-1', payment: refunded } });

async function openRefund({ user }: ReturnType<typeof showRemote>) {
  await user.click(await screen.findByRole('button', { name: 'Refund' }));
  return within(await screen.findByRole('dialog', { name: 'Refund Bob Vendor' }));
}

test('whoever received a payment gives a part of it back, and the page shows what is left', async () => {
  const graph = graphThat(made);
  const remote = showRemote(address, graph);
  const dialog = await openRefund(remote);
  expect(dialog.getByLabelText('Amount')).toHaveValue('25.00');
  expect((await axe(document.body)).violations).toEqual([]);
  await remote.user.clear(dialog.getByLabelText('Amount'));
  await remote.user.type(dialog.getByLabelText('Amount'), '10');
  await remote.user.type(dialog.getByLabelText('Note'), 'One was broken');
  await remote.user.click(dialog.getByRole('button', { name: 'Refund 10.00 EUR' }));

  const list = within(await screen.findByRole('region', { name: 'Refunds' }));
  expect(list.getByText('10.00 EUR of 25.00 EUR went back to the payer.')).toBeInTheDocument();
  expect(list.getByText('One was broken')).toBeInTheDocument();
  expect(screen.getByText('Partly refunded')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(graph.requests('RefundPayment')).toEqual([
    {
      input: {
        paymentId: paymentId(1),
        amount: { amountMinor: 1_000, currency: 'EUR' },
        note: 'One was broken',
        idempotencyKey: expect.stringMatching(/^[\da-f-]{36}$/),
      },
    },
  ]);
  expect((await openRefund(remote)).getByLabelText('Amount')).toHaveValue('15.00');
});

test.each([
  ['25.01', 'The most is 25.00 EUR.'],
  ['0', 'Enter an amount above zero.'],
  ['-1', 'An amount cannot be negative.'],
])('the amount "%s" is refused before anything is sent', async (amount, words) => {
  const graph = graphThat(made);
  const remote = showRemote(address, graph);
  const dialog = await openRefund(remote);
  await remote.user.clear(dialog.getByLabelText('Amount'));
  await remote.user.type(dialog.getByLabelText('Amount'), `${amount}{Enter}`);
  expect(await dialog.findByText(words)).toBeInTheDocument();
  expect(graph.requests('RefundPayment')).toEqual([]);
});

test.each([
  [
    { __typename: 'InsufficientFunds', message: 'Too little.', available: euros(500) },
    /more than the 5.00 EUR in your wallet/,
  ],
  [
    { __typename: 'RefundExceedsPayment', message: 'Too much.', refundable: euros(300) },
    /Only 3.00 EUR is left of the payment/,
  ],
  [{ __typename: 'PaymentNotFound', message: 'You have received no such payment.' }, /no such payment/],
  [{ __typename: 'IdempotencyKeyReused', message: 'Used.' }, /mixed up with an earlier try/],
])('what the server refuses is said in the dialog: %o', async (refusal, words) => {
  const remote = showRemote(
    address,
    graphThat(() => ({ refundPayment: refusal })),
  );
  const dialog = await openRefund(remote);
  await remote.user.click(dialog.getByRole('button', { name: 'Refund 25.00 EUR' }));
  expect(await dialog.findByText(words)).toBeInTheDocument();
});

test('trying again after a lost connection keeps the key, so that it is given back once', async () => {
  const graph = graphThat(() => {
    throw new TypeError('Failed to fetch');
  });
  const remote = showRemote(address, graph);
  const dialog = await openRefund(remote);
  await remote.user.click(dialog.getByRole('button', { name: 'Refund 25.00 EUR' }));
  expect(await dialog.findByText(/we do not know yet/)).toBeInTheDocument();
  graph.answer('RefundPayment', made);
  await remote.user.click(dialog.getByRole('button', { name: 'Refund 25.00 EUR' }));
  await waitFor(() => expect(graph.requests('RefundPayment')).toHaveLength(2));
  const [first, second] = graph.requests('RefundPayment');
  expect(second).toEqual(first);
});

test('the payer sees a refund arrive, with the words that came with it', async () => {
  const graph = createTestGraph({ PaymentDetail: () => ({ payment: payment({ nth: 1 }) }) });
  showRemote(address, graph);
  await screen.findByRole('button', { name: 'Ask for a refund' });
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  const whole = payment({ nth: 1, refundedMinor: 2_500, refunds: [refund(1, 2_500, 'Sold out')] });
  act(() => graph.update(change(whole)));
  expect(await screen.findByText('Sold out')).toBeInTheDocument();
  expect(screen.getByText('Refunded')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Ask for a refund' })).not.toBeInTheDocument();
});

test('the payer asks for a refund and says why', async () => {
  const asked = payment({ nth: 1, refundRequest: request('OPEN') });
  const graph = createTestGraph({
    PaymentDetail: () => ({ payment: payment({ nth: 1 }) }),
    RequestRefund: () => ({
      requestRefund: { __typename: 'RefundRequest', id: 'request-1', payment: asked },
    }),
  });
  const remote = showRemote(address, graph);
  await remote.user.click(await screen.findByRole('button', { name: 'Ask for a refund' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Ask Bob Vendor for a refund' }));
  await remote.user.click(dialog.getByRole('button', { name: 'Ask for 25.00 EUR' }));
  expect(await dialog.findByText('Say why.')).toBeInTheDocument();
  await remote.user.type(dialog.getByLabelText('Why'), 'It never came.');
  await remote.user.click(dialog.getByRole('button', { name: 'Ask for 25.00 EUR' }));

  const card = within(await screen.findByRole('region', { name: 'Request for a refund' }));
  expect(card.getByText('You asked for 15.00 EUR')).toBeInTheDocument();
  expect(card.getByText('Bob Vendor has not answered yet.')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(screen.queryByRole('button', { name: 'Ask for a refund' })).not.toBeInTheDocument();
});

test('the recipient sees a request arrive and grants it with what was asked for', async () => {
  const graph = graphThat(made);
  const remote = showRemote(address, graph);
  await screen.findByRole('button', { name: 'Refund' });
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  act(() => graph.update(change(received({ refundRequest: request('OPEN') }))));
  const card = within(await screen.findByRole('region', { name: 'Request for a refund' }));
  expect(card.getByText('Bob Vendor asks for 15.00 EUR')).toBeInTheDocument();
  expect(card.getByText('It never came.')).toBeInTheDocument();
  expect((await axe(remote.container)).violations).toEqual([]);
  expect((await openRefund(remote)).getByLabelText('Amount')).toHaveValue('15.00');
});

test('the recipient declines, and both see why', async () => {
  const declined = received({ refundRequest: request('DECLINED', 'It was handed over.') });
  const graph = graphThat(made, received({ refundRequest: request('OPEN') }));
  graph.answer('DeclineRefund', () => ({
    declineRefund: { __typename: 'RefundRequest', id: 'request-1', payment: declined },
  }));
  const remote = showRemote(address, graph);
  await remote.user.click(await screen.findByRole('button', { name: 'Decline' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Decline the refund?' }));
  await remote.user.type(dialog.getByLabelText('Why not'), 'It was handed over.');
  await remote.user.click(dialog.getByRole('button', { name: 'Decline the refund' }));
  expect(await screen.findByText('It was handed over.')).toBeInTheDocument();
  expect(screen.getByText('You declined.')).toBeInTheDocument();
  expect(graph.requests('DeclineRefund')).toEqual([
    { input: { paymentId: paymentId(1), answer: 'It was handed over.' } },
  ]);
  // A refund can be made of one's own accord afterwards.
  expect(await screen.findByRole('button', { name: 'Refund' })).toBeInTheDocument();
});

test.each([
  ['one that is under way', received({ status: 'PROCESSING' })],
  ['one that is looked on', payment({ nth: 1, direction: null })],
  ['one that was given back whole', received({ refundedMinor: 2_500, refunds: [refund(1, 2_500)] })],
])('there is no refund to make of %s', async (_words, shown) => {
  showRemote(address, graphThat(made, shown));
  await screen.findByRole('list', { name: 'Steps of the payment' });
  expect(screen.queryByRole('button', { name: /refund/i })).not.toBeInTheDocument();
});
