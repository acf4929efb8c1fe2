import '@testing-library/jest-dom';
import { ApolloProvider } from '@apollo/client/react';
import { channel, session } from '@payloom/session/session';
import type { Role } from '@payloom/session/viewer';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { MemoryRouter } from 'react-router';
import { dateInDays } from '../payment/calendar-date.ts';
import { bob, euros, payment, paymentPage, viewerWallet } from '../testing/payments.ts';
import { createTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { dashboard } from './dashboard.ts';

const sums = { sentMinor: 2_500, receivedMinor: 1_000, paymentCount: 3 };
const day = (date: string) => ({ __typename: 'ReportDay', date, ...sums });
const report = (change: object = {}) => ({
  paymentReport: {
    __typename: 'PaymentReport',
    currency: 'EUR',
    byDay: [day(dateInDays(-10)), day(dateInDays(-3)), day(dateInDays(0))],
    byStatus: [],
    byCounterparty: [{ __typename: 'ReportCounterparty', user: { ...bob, wallet: undefined }, ...sums }],
    ...change,
  },
});
const request = (change: object = {}) => ({
  __typename: 'PaymentRequest',
  id: 'q1',
  status: 'OPEN',
  use: 'SINGLE',
  amount: euros(4_200),
  note: 'Sourdough course',
  token: 'a'.repeat(32),
  paidCount: 0,
  expiresAt: null,
  createdAt: '2026-11-01T10:00:00.000Z',
  latestPayment: null,
  ...change,
});
const requestPage = (nodes: object[], hasNextPage = false) => ({
  paymentRequests: {
    __typename: 'PaymentRequestConnection',
    edges: nodes.map((node, place) => ({ __typename: 'PaymentRequestEdge', cursor: `${place}`, node })),
    pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: null },
  },
});
const nobodyAsks = () => paymentPage([]);

const graphOf = () =>
  createTestGraph({
    ViewerWallet: () => viewerWallet(12_345, 700),
    PaymentReport: () => report(),
    LatestPayments: () => paymentPage([payment()]),
    OpenRefundRequests: nobodyAsks,
    PaymentRequests: () => requestPage([]),
    PaymentSchedules: () => ({
      paymentSchedules: {
        __typename: 'PaymentScheduleConnection',
        edges: [],
        pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
      },
    }),
  });

/** Shows every card that the role has, as the shell would. */
async function show(role: Role, graph: TestGraph) {
  session.begin({
    accessToken: 'token',
    accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
    viewer: { id: 'alice', email: 'alice@payloom.example', role },
  });
  const cards = dashboard.filter(({ roles }) => !roles || roles.includes(role));
  const shown = await Promise.all(cards.map(async ({ id, load }) => ({ id, Shown: await load() })));
  return render(
    <ApolloProvider client={graph.client}>
      <MemoryRouter>
        {shown.map(({ id, Shown }) => (
          <Shown key={id} />
        ))}
      </MemoryRouter>
    </ApolloProvider>,
  );
}
const region = (name: string) => screen.findByRole('region', { name });

afterAll(() => channel.close());

test('a customer sees what they have, where it went, what is due and what moved last', async () => {
  const { container } = await show('CUSTOMER', graphOf());
  const balance = within(await region('Your money'));
  expect(await balance.findByText('123.45')).toBeInTheDocument();
  expect(balance.getByText('7.00')).toBeInTheDocument();
  expect(balance.getByRole('link', { name: 'Pay somebody' })).toHaveAttribute('href', '/pay');
  const went = within(await screen.findByRole('table', { name: 'Where money went' }));
  expect(went.getByRole('row', { name: 'Bob Vendor 25.00 EUR' })).toBeInTheDocument();
  const days = within(screen.getByRole('table', { name: /Money in and out by day/ }));
  expect(days.getAllByRole('row')).toHaveLength(4);
  expect(await screen.findByText(/Nothing is planned/)).toBeInTheDocument();
  expect(await screen.findByRole('table', { name: 'Latest payments' })).toBeInTheDocument();
  expect((await axe(container)).violations).toEqual([]);
});

test('a vendor sees takings of today, the week and the month, and who asks for money back', async () => {
  const graph = graphOf();
  const asked = {
    ...payment({ direction: 'RECEIVED' }),
    refundRequest: {
      __typename: 'RefundRequest',
      id: 'r1',
      status: 'OPEN',
      amount: null,
      note: 'Stale bread',
      createdAt: new Date().toISOString(),
    },
  };
  graph.answer('OpenRefundRequests', () => ({
    payments: {
      ...paymentPage([]).payments,
      edges: [{ __typename: 'PaymentEdge', cursor: 'c', node: asked }],
    },
  }));
  const { container } = await show('VENDOR', graph);
  const takings = within(await region('Takings'));
  await waitFor(() =>
    expect(takings.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('10.00'),
      expect.stringContaining('20.00'),
      expect.stringContaining('30.00'),
    ]),
  );
  const link = await screen.findByRole('link', { name: 'Bob Vendor asks for all of it' });
  expect(link).toHaveAttribute('href', `/payments/${asked.id}`);
  expect(screen.getByText('Stale bread')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'All refunds asked for' })).toHaveAttribute(
    'href',
    '/payments?direction=RECEIVED&refund=asked',
  );
  expect((await axe(container)).violations).toEqual([]);
});

test('a payment that completes is in the takings at once', async () => {
  const graph = graphOf();
  await show('VENDOR', graph);
  const takings = within(await region('Takings'));
  await waitFor(() => expect(takings.getAllByRole('definition')[0]).toHaveTextContent('10.00'));
  graph.answer('PaymentReport', () => report({ byDay: [{ ...day(dateInDays(0)), receivedMinor: 4_200 }] }));
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  const paid = payment({ nth: 2, direction: 'RECEIVED', balanceMinor: 15_545 });
  act(() =>
    graph.update({
      __typename: 'PaymentChanged',
      cursor: 'c2',
      type: 'payments.payment.completed',
      at: paid.updatedAt,
      payment: paid,
    }),
  );
  await waitFor(() => expect(takings.getAllByRole('definition')[0]).toHaveTextContent('42.00'));
});

test('a vendor sees which requests are open and how many were paid, as they are paid', async () => {
  const graph = graphOf();
  const twice = { use: 'MULTI', paidCount: 2, note: 'Bread for the office' };
  graph.answer('PaymentRequests', () =>
    requestPage([
      request({ id: 'q3' }),
      request({ id: 'q2', ...twice }),
      request({ id: 'q1', status: 'PAID', paidCount: 1, note: 'Cake' }),
      request({ id: 'q0', status: 'CANCELLED', note: 'Flour' }),
    ]),
  );
  const { container } = await show('VENDOR', graph);
  const card = within(await region('Payment requests'));
  expect(await card.findByText('2 open')).toBeInTheDocument();
  expect(card.getByText('2 of 4 paid')).toBeInTheDocument();
  expect(card.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Sourdough courseNot paid yet42.00 EUR',
    'Bread for the officePaid 2 times42.00 EUR',
  ]);
  expect(card.getByRole('link', { name: 'All requests' })).toHaveAttribute('href', '/requests');
  expect((await axe(container)).violations).toEqual([]);
  act(() =>
    graph.push('RequestChanges', {
      paymentRequestChanged: {
        __typename: 'PaymentRequestChanged',
        cursor: 'c',
        type: 'payments.request.paid',
        at: '2026-11-02T10:00:00.000Z',
        request: request({ id: 'q3', status: 'PAID', paidCount: 1 }),
      },
    }),
  );
  expect(await card.findByText('1 open')).toBeInTheDocument();
  expect(card.getByText('3 of 4 paid')).toBeInTheDocument();
});

test('a vendor without requests is told what they are for', async () => {
  const graph = graphOf();
  await show('VENDOR', graph);
  const card = within(await region('Payment requests'));
  expect(await card.findByText(/No request is open\. Make one/)).toBeInTheDocument();
  expect(card.queryByText(/of 0 paid/)).not.toBeInTheDocument();
});

test('a new account is told the next step', async () => {
  const graph = graphOf();
  graph.answer('ViewerWallet', () => viewerWallet(0));
  graph.answer('PaymentReport', () => report({ byDay: [], byCounterparty: [] }));
  graph.answer('LatestPayments', () => paymentPage([]));
  await show('CUSTOMER', graph);
  const balance = within(await region('Your money'));
  expect(await balance.findByRole('link', { name: 'Top up' })).toHaveAttribute('href', '/wallet');
  expect(await screen.findByText('Whom you pay is drawn here.')).toBeInTheDocument();
  expect(screen.getByText('A payment that completes is drawn here.')).toBeInTheDocument();
  expect(await screen.findByText('No payments yet')).toBeInTheDocument();
});

test('a card that cannot be loaded says so, and the others stand', async () => {
  const graph = graphOf();
  graph.answer('PaymentSchedules', () => {
    throw new TypeError('Failed to fetch');
  });
  await show('CUSTOMER', graph);
  const upcoming = within(await region('Coming up'));
  expect(await upcoming.findByRole('alert')).toHaveTextContent('This could not be loaded');
  expect(await screen.findByText('123.45')).toBeInTheDocument();
  graph.answer('PaymentSchedules', () => ({
    paymentSchedules: {
      __typename: 'PaymentScheduleConnection',
      edges: [
        {
          __typename: 'PaymentScheduleEdge',
          cursor: 'c',
          node: {
            __typename: 'PaymentSchedule',
            id: 's1',
            status: 'ACTIVE',
            cadence: 'MONTHLY',
            recipient: { ...bob, wallet: undefined },
            amount: euros(90_000),
            note: null,
            startsOn: dateInDays(3),
            nextDueOn: dateInDays(3),
            lastRun: null,
          },
        },
      ],
      pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
    },
  }));
  await userEvent.setup().click(upcoming.getByRole('button', { name: 'Try again' }));
  expect(await upcoming.findByText('900.00')).toBeInTheDocument();
});
