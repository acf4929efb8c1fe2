import '@testing-library/jest-dom';
import { screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import { euros, payment, paymentId, viewerWallet } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph, type Answer } from '../../testing/test-graph.ts';

const made = payment({ nth: 7, status: 'PENDING', balanceMinor: 7500 });

function graphThat(makePayment: Answer) {
  return createTestGraph({
    ViewerWallet: () => viewerWallet(10_000),
    MakePayment: makePayment,
    PaymentDetail: () => ({ payment: made }),
  });
}

async function fillIn(
  { user }: ReturnType<typeof showRemote>,
  { email = 'bob@payloom.example', amount = '25', note = '' } = {},
): Promise<void> {
  if (email) await user.type(await screen.findByLabelText("Recipient's email"), email);
  if (amount) await user.type(screen.getByLabelText('Amount'), amount);
  if (note) await user.type(screen.getByLabelText('Note'), note);
  await user.click(screen.getByRole('button', { name: 'Review payment' }));
}

const payButton = () => screen.findByRole('button', { name: 'Pay bob@payloom.example 25.00 EUR' });

test('a payment is looked at once more, made, and then shown', async () => {
  const graph = graphThat(() => ({ makePayment: made }));
  const remote = showRemote('/pay', graph);

  await fillIn(remote, { amount: '25,00', note: 'Rent' });
  expect(await screen.findByRole('heading', { name: 'You are about to pay' })).toHaveFocus();
  expect(graph.requests('MakePayment')).toHaveLength(0);
  await remote.user.click(await payButton());

  await waitFor(() => expect(remote.address()).toBe(`/payments/${paymentId(7)}`));
  expect(graph.requests('MakePayment')).toEqual([
    {
      input: {
        recipientEmail: 'bob@payloom.example',
        amount: { amountMinor: 2500, currency: 'EUR' },
        note: 'Rent',
        idempotencyKey: expect.stringMatching(/^[\da-f-]{36}$/),
      },
    },
  ]);
});

test.each([
  ['-25', 'An amount cannot be negative.'],
  ['25.005', 'EUR has at most 2 decimals.'],
  ['0', 'Enter an amount above zero.'],
  ['all of it', 'Write the amount in digits, such as 25.00.'],
  ['1000000.01', 'The most is 1,000,000.00 EUR.'],
])('the amount "%s" is refused in plain words before anything is sent', async (amount, words) => {
  const graph = graphThat(() => ({ makePayment: made }));
  await fillIn(showRemote('/pay', graph), { amount });

  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(screen.getByLabelText('Amount')).toBeInvalid();
  expect(screen.getByLabelText('Amount')).toHaveFocus();
  expect(screen.queryByRole('heading', { name: 'You are about to pay' })).not.toBeInTheDocument();
});

test('what is no email address is refused, and so is none', async () => {
  const remote = showRemote(
    '/pay',
    graphThat(() => ({ makePayment: made })),
  );
  await fillIn(remote, { email: 'bob' });
  expect(await screen.findByText(/not an email address/)).toBeInTheDocument();
  await remote.user.clear(screen.getByLabelText("Recipient's email"));
  expect(await screen.findByText(/Enter the email address/)).toBeInTheDocument();
});

test('a double click makes one payment', async () => {
  let answer = (): void => undefined;
  const graph = graphThat(() => new Promise((resolve) => (answer = () => resolve({ makePayment: made }))));
  const remote = showRemote('/pay', graph);
  await fillIn(remote);
  await remote.user.dblClick(await payButton());
  expect(await payButton()).toHaveAttribute('aria-busy', 'true');
  await remote.user.click(await payButton());
  answer();

  await waitFor(() => expect(remote.address()).toBe(`/payments/${paymentId(7)}`));
  expect(graph.requests('MakePayment')).toHaveLength(1);
});

test('trying again after a lost connection keeps the key, so that the payment is made once', async () => {
  const graph = graphThat(() => {
    throw new TypeError('Failed to fetch');
  });
  const remote = showRemote('/pay', graph);
  await fillIn(remote);
  await remote.user.click(await payButton());
  expect(await screen.findByText(/we do not know yet whether it went through/)).toBeInTheDocument();

  graph.answer('MakePayment', () => ({ makePayment: made }));
  await remote.user.click(await payButton());
  await waitFor(() => expect(remote.address()).toBe(`/payments/${paymentId(7)}`));
  const [first, second] = graph.requests('MakePayment');
  expect(second).toEqual(first);
});

test('another payment gets another key, and so does a try after an answer', async () => {
  const graph = graphThat(() => ({
    makePayment: { __typename: 'RecipientNotFound', message: 'Nobody with that email can be paid.' },
  }));
  const remote = showRemote('/pay', graph);
  await fillIn(remote);
  await remote.user.click(await payButton());
  const email = await screen.findByLabelText("Recipient's email");
  expect(email).toHaveAccessibleDescription('Nobody with that email can be paid.');
  await waitFor(() => expect(email).toHaveFocus());

  await remote.user.click(screen.getByRole('button', { name: 'Review payment' }));
  await remote.user.click(await payButton());
  await waitFor(() => expect(graph.requests('MakePayment')).toHaveLength(2));
  const keys = graph
    .requests('MakePayment')
    .map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);
  expect(new Set(keys).size).toBe(2);
});

test.each([
  [
    {
      __typename: 'InsufficientFunds',
      message: 'Your wallet holds less than the amount.',
      available: euros(1200),
    },
    'Amount',
    /more than the 12.00 EUR you can spend/,
  ],
  [
    {
      __typename: 'InvalidInput',
      message: 'Some of it is not acceptable.',
      fields: [
        {
          __typename: 'InvalidField',
          name: 'amount.amountMinor',
          message: 'Must be a whole number of minor units.',
        },
      ],
    },
    'Amount',
    /Must be a whole number/,
  ],
  [
    {
      __typename: 'InvalidInput',
      message: 'Some of it is not acceptable.',
      fields: [{ __typename: 'InvalidField', name: 'note', message: 'Must have printable characters only.' }],
    },
    'Note',
    /printable characters/,
  ],
])('the server refusing with %o is shown at its field', async (refusal, field, words) => {
  const remote = showRemote(
    '/pay',
    graphThat(() => ({ makePayment: refusal })),
  );
  await fillIn(remote);
  await remote.user.click(await payButton());
  expect(await screen.findByLabelText(field)).toHaveAccessibleDescription(words);
  expect(screen.getByLabelText("Recipient's email")).toHaveValue('bob@payloom.example');
});

test.each([
  [
    { __typename: 'IdempotencyKeyReused', message: 'The key was used before.' },
    /mixed up with an earlier try/,
  ],
  [
    {
      __typename: 'InvalidInput',
      message: 'Your wallet is being opened. Try again in a moment.',
      fields: [],
    },
    /Your wallet is being opened/,
  ],
])('what belongs to no field is said above the form: %o', async (refusal, words) => {
  const remote = showRemote(
    '/pay',
    graphThat(() => ({ makePayment: refusal })),
  );
  await fillIn(remote);
  await remote.user.click(await payButton());
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Review payment' })).toBeInTheDocument();
});

test('one can go back and change something, and nothing is sent', async () => {
  const graph = graphThat(() => ({ makePayment: made }));
  const remote = showRemote('/pay', graph);
  await fillIn(remote, { note: 'Rent' });
  await remote.user.click(await screen.findByRole('button', { name: 'Change something' }));
  expect(screen.getByLabelText('Amount')).toHaveValue('25.00');
  expect(screen.getByLabelText('Note')).toHaveValue('Rent');
  expect(graph.requests('MakePayment')).toHaveLength(0);
});

test('somebody who has gone to another page is not taken away from it', async () => {
  let answer = (): void => undefined;
  const graph = graphThat(() => new Promise((resolve) => (answer = () => resolve({ makePayment: made }))));
  graph.answer('PaymentList', () => ({
    payments: {
      __typename: 'PaymentConnection',
      edges: [],
      pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
    },
  }));
  const remote = showRemote('/pay', graph);
  await fillIn(remote);
  await remote.user.click(await payButton());
  await remote.goTo('/payments');
  await screen.findByRole('heading', { name: 'Payments' });
  answer();
  // The payment is in the list already.
  expect(await screen.findByText('Bob Vendor')).toBeInTheDocument();
  expect(remote.address()).toBe('/payments');
});

test('form and last look are free of axe violations', async () => {
  const remote = showRemote(
    '/pay',
    graphThat(() => ({ makePayment: made })),
  );
  await screen.findByLabelText("Recipient's email");
  expect((await axe(remote.container)).violations).toEqual([]);
  await fillIn(remote);
  await payButton();
  expect((await axe(remote.container)).violations).toEqual([]);
});
