import '@testing-library/jest-dom';
import { ApolloProvider } from '@apollo/client/react';
import { giveVaultBrowser } from '@payloom/offline/testing/vault-browser';
import { vault } from '@payloom/offline/vault';
import { channel, session } from '@payloom/session/session';
import { NetworkProvider } from '@payloom/ui-kit/network';
import { toast } from '@payloom/ui-kit/toaster';
import { jest } from '@jest/globals';
import { act, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { createMemoryRouter, type InitialEntry } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import entry from '../../entry.tsx';
import { payment, paymentId, viewerWallet } from '../../testing/payments.ts';
import { createTestGraph } from '../../testing/test-graph.ts';
import { takeUp } from '../../waiting/take-up.ts';
import { WaitingPayments, WAITING_PAYMENTS_MAX } from '../../waiting/waiting-payments.ts';

configure({ asyncUtilTimeout: 5_000 });

const made = payment({ nth: 7, status: 'PENDING', balanceMinor: 7_500 });
const wish = {
  recipientEmail: 'bob@payloom.example',
  amount: { amountMinor: 123_456, currency: 'EUR' },
  note: 'Rent',
  idempotencyKey: 'one',
};
const noPayments = {
  __typename: 'PaymentConnection',
  edges: [],
  pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
};
let waiting: WaitingPayments;

beforeAll(() => giveVaultBrowser());
beforeEach(async () => {
  session.begin({
    accessToken: 'token',
    accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
    viewer: { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' },
  });
  await vault.claim({ id: 'alice', role: 'CUSTOMER' });
  waiting = new WaitingPayments(vault, 'alice');
});
afterEach(async () => {
  jest.restoreAllMocks();
  act(() => toast.dismiss());
  await act(() => vault.wipe());
});
afterAll(() => channel.close());

/** The remote, with the network away or there. */
function show(address: InitialEntry, { away }: { away: boolean }) {
  const graph = createTestGraph({
    ViewerWallet: () => viewerWallet(10_000),
    MakePayment: () => ({ makePayment: made }),
    PaymentDetail: () => ({ payment: made }),
    PaymentList: () => ({ payments: noPayments }),
  });
  const routes = [{ children: entry.routes, hydrateFallbackElement: <p>Loading</p> }];
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  const page = (isAway: boolean) => (
    <ApolloProvider client={graph.client}>
      <NetworkProvider away={isAway} shownSince={() => undefined}>
        <RouterProvider router={router} useTransitions={false} />
      </NetworkProvider>
    </ApolloProvider>
  );
  const shown = render(page(away));
  return {
    ...shown,
    graph,
    user: userEvent.setup(),
    address: () => router.state.location.pathname,
    setAway: (isAway: boolean) => shown.rerender(page(isAway)),
  };
}

type User = ReturnType<typeof userEvent.setup>;

async function fillIn(user: User, amount = '25.00'): Promise<void> {
  await user.type(await screen.findByLabelText("Recipient's email"), 'bob@payloom.example');
  await user.type(screen.getByLabelText('Amount'), amount);
  await user.click(screen.getByRole('button', { name: 'Review payment' }));
}

const payButton = (name: RegExp) => screen.findByRole('button', { name });
const later = /Pay bob@payloom\.example 25\.00 EUR when you are back online/;

test('a payment made without a network waits, and nothing is sent', async () => {
  const { user, address, graph, container } = show('/pay', { away: true });
  await fillIn(user);
  expect(await screen.findByText(/You are offline\. The payment waits in this browser/)).toBeVisible();
  expect((await axe(container)).violations).toEqual([]);
  await user.click(await payButton(later));
  await waitFor(() => expect(address()).toBe('/payments'));
  expect(await waiting.all()).toEqual([
    expect.objectContaining({
      isSent: false,
      input: expect.objectContaining({ amount: { amountMinor: 2_500, currency: 'EUR' }, note: null }),
    }),
  ]);
  expect(graph.requests('MakePayment')).toEqual([]);
});

test('what the network comes back for in the middle of it is paid at once', async () => {
  const { user, address, graph, setAway } = show('/pay', { away: true });
  await fillIn(user);
  await payButton(later);
  setAway(false);
  await user.click(await payButton(/^Pay bob@payloom\.example 25\.00 EUR$/));
  await waitFor(() => expect(address()).toBe(`/payments/${paymentId(7)}`));
  expect(graph.requests('MakePayment')).toHaveLength(1);
  expect(await waiting.all()).toEqual([]);
});

test('what got no answer waits with the key that it was sent with, and may not be withdrawn', async () => {
  const { user, address, graph, setAway } = show('/pay', { away: false });
  graph.answer('MakePayment', () => {
    throw new TypeError('Failed to fetch');
  });
  await fillIn(user);
  await user.click(await payButton(/^Pay bob/));
  expect(await screen.findByText(/we do not know yet whether it went through/)).toBeVisible();
  setAway(true);
  await user.click(await payButton(later));
  await waitFor(() => expect(address()).toBe('/payments'));
  const [sent] = graph.requests('MakePayment');
  expect(await waiting.all()).toEqual([expect.objectContaining({ isSent: true, ...sent })]);
});

test('while nobody answers what was sent, nothing is said of waiting', async () => {
  const { user, graph, setAway } = show('/pay', { away: false });
  const { promise, reject } = Promise.withResolvers<never>();
  graph.answer('MakePayment', () => promise);
  await fillIn(user);
  await user.click(await payButton(/^Pay bob/));
  setAway(true);
  expect(await payButton(/^Pay bob@payloom\.example 25\.00 EUR$/)).toHaveAttribute('aria-busy', 'true');
  expect(screen.queryByText(/The payment waits in this browser/)).not.toBeInTheDocument();
  reject(new TypeError('Failed to fetch'));
  expect(await payButton(later)).toBeEnabled();
});

test('one too many is not taken, and the form keeps what was filled in', async () => {
  for (let nth = 0; nth < WAITING_PAYMENTS_MAX; nth += 1)
    await waiting.add({ ...wish, idempotencyKey: String(nth) }, { isSent: false });
  const { user, address } = show('/pay', { away: true });
  await fillIn(user);
  await user.click(await payButton(later));
  expect(await screen.findByText(/could not be kept in this browser/)).toBeVisible();
  expect(address()).toBe('/pay');
  await user.click(screen.getByRole('button', { name: 'Change something' }));
  expect(screen.getByLabelText('Amount')).toHaveValue('25.00');
});

test('a plan, whose dates the graph reckons, does not wait', async () => {
  const { user } = show('/pay', { away: true });
  await user.selectOptions(await screen.findByLabelText('When'), 'Every week');
  expect(screen.getByRole('button', { name: 'Review payment' })).toHaveAttribute('aria-disabled', 'true');
});

describe('a payment that waited and was refused', () => {
  beforeEach(async () => {
    await waiting.add(wish, { isSent: false });
    await waiting.refuse('one', { __typename: 'RecipientNotFound' });
  });
  const { to, state } = takeUp(wish);
  const [pathname = '', search = ''] = to.split('?');
  const there = { pathname, search: `?${search}`, state };

  test('is taken up again in its form, and waits until the changed one took its place', async () => {
    const { user, address, graph } = show(there, { away: false });
    await waitFor(() => expect(screen.getByLabelText('Amount')).toHaveValue('1,234.56'));
    expect(screen.getByLabelText("Recipient's email")).toHaveValue('bob@payloom.example');
    expect(screen.getByLabelText('Note')).toHaveValue('Rent');
    expect(await waiting.all()).toHaveLength(1);

    await user.clear(screen.getByLabelText('Amount'));
    await user.type(screen.getByLabelText('Amount'), '25');
    await user.click(screen.getByRole('button', { name: 'Review payment' }));
    await user.click(await payButton(/^Pay bob/));
    await waitFor(() => expect(address()).toBe(`/payments/${paymentId(7)}`));
    expect(await waiting.all()).toEqual([]);
    expect(graph.requests('MakePayment')).toEqual([
      { input: expect.objectContaining({ amount: { amountMinor: 2_500, currency: 'EUR' } }) },
    ]);
  });

  test('stays where the changed one is refused as well', async () => {
    const { user, graph } = show(there, { away: false });
    graph.answer('MakePayment', () => ({
      makePayment: { __typename: 'RecipientNotFound', message: 'Nobody with that email can be paid.' },
    }));
    await waitFor(() => expect(screen.getByLabelText('Amount')).toHaveValue('1,234.56'));
    await user.click(screen.getByRole('button', { name: 'Review payment' }));
    await user.click(await payButton(/^Pay bob/));
    expect(await screen.findByText('Nobody with that email can be paid.')).toBeVisible();
    expect(await waiting.all()).toHaveLength(1);
  });

  test('gives way to the changed one when that waits as well', async () => {
    const { user, address } = show(there, { away: true });
    await waitFor(() => expect(screen.getByLabelText('Note')).toHaveValue('Rent'));
    await user.click(screen.getByRole('button', { name: 'Review payment' }));
    await user.click(await payButton(/when you are back online/));
    await waitFor(() => expect(address()).toBe('/payments'));
    const all = await waiting.all();
    expect(all).toHaveLength(1);
    expect(all[0]?.input.idempotencyKey).not.toBe('one');
    expect(all[0]?.refusal).toBeUndefined();
  });
});
