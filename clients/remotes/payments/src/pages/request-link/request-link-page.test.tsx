import '@testing-library/jest-dom';
import { screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import { euros, payment, paymentId } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

const token = 'abcdefghijklmnopqrstuvwxyz012345';
const address = `/r/${token}`;
const chairs = (change: object = {}) => ({
  __typename: 'PaymentRequest',
  id: paymentId(1),
  status: 'OPEN',
  amount: euros(4_000),
  note: 'Two chairs',
  expiresAt: null,
  requesterName: 'Vera Seller',
  isOwn: false,
  ...change,
});
const graphOf = (request: object | null) =>
  createTestGraph({ RequestByLink: () => ({ paymentRequest: request }) });

// First: a session lasts over the tests of a file.
test('somebody who is not signed in is shown the request, and comes back to it', async () => {
  showRemote(address, graphOf(chairs()), 'NOBODY');
  expect(await screen.findByText('Two chairs')).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'Sign in to pay' })).toHaveAttribute(
    'href',
    `/sign-in?next=${encodeURIComponent(address)}`,
  );
  expect(screen.queryByRole('button', { name: /^Pay/ })).not.toBeInTheDocument();
});

test('whoever has the link sees who asks, how much and what for, and pays with one click', async () => {
  const graph = graphOf(chairs());
  graph.answer('PayPaymentRequest', () => ({ payPaymentRequest: payment({ nth: 9, status: 'PENDING' }) }));
  const remote = showRemote(address, graph);
  expect(await screen.findByRole('heading', { name: 'Vera Seller asks you for' })).toBeInTheDocument();
  expect(screen.getByText('40.00')).toBeInTheDocument();
  expect(screen.getByText('Two chairs')).toBeInTheDocument();
  expect((await axe(remote.container)).violations).toEqual([]);
  await remote.user.dblClick(screen.getByRole('button', { name: 'Pay Vera Seller 40.00 EUR' }));
  await waitFor(() => expect(remote.address()).toBe(`/payments/${paymentId(9)}`));
  expect(graph.requests('PayPaymentRequest')).toEqual([
    { input: { token, idempotencyKey: expect.stringMatching(/^[\da-f-]{36}$/) } },
  ]);
});

test.each([
  ['PAID', 'This request has been paid.'],
  ['CANCELLED', 'This request was cancelled by whoever made it.'],
  ['EXPIRED', 'This request has expired. Ask for a new link.'],
])('one that is %s cannot be paid, and says why', async (status, words) => {
  showRemote(address, graphOf(chairs({ status })));
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('one’s own leads to the list', async () => {
  showRemote(address, graphOf(chairs({ isOwn: true })));
  expect(await screen.findByRole('link', { name: 'Your requests' })).toHaveAttribute('href', '/requests');
});

test.each([
  [
    'somebody else was faster',
    { __typename: 'PaymentRequestClosed', message: 'Paid.', request: chairs({ status: 'PAID' }) },
    'This request has been paid.',
  ],
  [
    'the wallet holds less',
    { __typename: 'InsufficientFunds', message: 'Less.', available: euros(1_000) },
    'That is more than the 10.00 EUR you can spend. Top up first.',
  ],
])('where %s it says so', async (_what, payPaymentRequest, words) => {
  const graph = graphOf(chairs());
  graph.answer('PayPaymentRequest', () => ({ payPaymentRequest }));
  const { user } = showRemote(address, graph);
  await user.click(await screen.findByRole('button', { name: /^Pay Vera/ }));
  expect(await screen.findByText(words)).toBeInTheDocument();
});

test('a link that leads nowhere says what to do, and one that cannot be asked for can be tried again', async () => {
  const graph = graphOf(null);
  showRemote(address, graph);
  expect(await screen.findByText('This link leads nowhere')).toBeInTheDocument();
});
