import '@testing-library/jest-dom';
import { chooseLanguage } from '@payloom/i18n/region';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { act, screen, waitFor, within } from '@testing-library/react';
import { dateInDays } from '../../payment/calendar-date.ts';
import { bob, change, euros, payment, viewerWallet } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

const party = { ...bob, wallets: undefined };
const line = (nth: number, change: object = {}) => ({
  __typename: 'StatementLine',
  id: `line-${nth}`,
  at: `2024-03-0${nth}T12:00:00.000Z`,
  kind: 'TOP_UP_CAPTURED',
  amount: euros(5_000),
  balance: euros(15_000),
  payment: null,
  payout: null,
  ...change,
});
const toBob = line(2, {
  kind: 'PAYMENT_HELD',
  amount: euros(-1_200),
  balance: euros(13_800),
  payment: {
    __typename: 'Payment',
    id: 'p1',
    direction: 'SENT',
    note: 'Rent',
    payer: party,
    recipient: party,
  },
});

interface Shown {
  lines?: object[];
  hasNextPage?: boolean;
  month?: string;
}

const statement = ({ lines = [line(1), toBob], hasNextPage = false, month }: Shown = {}) => ({
  walletStatement: {
    __typename: 'WalletStatement',
    month: month ?? '2024-03',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: 'EUR',
    from: '2024-03-01T00:00:00.000Z',
    to: '2024-04-01T00:00:00.000Z',
    lineCount: 2,
    opening: euros(10_000),
    moneyIn: euros(5_000),
    moneyOut: euros(1_200),
    closing: euros(13_800),
    lines: {
      __typename: 'StatementLineConnection',
      edges: lines.map((node, place) => ({
        __typename: 'StatementLineEdge',
        cursor: `after-${place}`,
        node,
      })),
      pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: `after-${lines.length - 1}` },
    },
  },
});
const refused = (name: string) => ({
  walletStatement: {
    __typename: 'InvalidInput',
    message: `Please check: ${name}.`,
    fields: [{ __typename: 'InvalidField', name, message: 'Must be something else.' }],
  },
});

const graphOf = (answer: object = statement()) =>
  createTestGraph({ ViewerWallet: () => viewerWallet(13_800), WalletStatement: () => ({ ...answer }) });
const march = '/wallet/statement?month=2024-03&currency=EUR';
const cells = (row: HTMLElement) =>
  [...row.querySelectorAll('th, td')].slice(1).map((cell) => cell.textContent);

afterEach(() => act(() => chooseLanguage('en')));

test('a month opens, moves line by line, and closes with what that makes', async () => {
  const graph = graphOf();
  const { container } = showRemote(march, graph);
  const table = await screen.findByRole('table', { name: 'Postings in March 2024' });
  const rows = within(table).getAllByRole('row').slice(1);
  expect(rows.map((row) => cells(row).map((text) => text?.replace(/(Mar|Apr) .*/, '')))).toEqual([
    ['Opening balance', '', '100.00 EUR'],
    ['Top-up from your card', '+50.00 EUR', '150.00 EUR'],
    ['Payment to Bob VendorRent', '−12.00 EUR', '138.00 EUR'],
    ['Closing balance', '', '138.00 EUR'],
  ]);
  expect(within(table).getByRole('link', { name: 'Payment to Bob Vendor' })).toHaveAttribute(
    'href',
    '/payments/p1',
  );
  const sums = screen.getAllByRole('definition').map(({ textContent }) => textContent);
  expect(sums.map((text) => text?.match(/[+−]?[\d.]+ EUR/)?.[0])).toEqual([
    '100.00 EUR',
    '+50.00 EUR',
    '−12.00 EUR',
    '138.00 EUR',
  ]);
  expect(graph.requests('WalletStatement')[0]).toMatchObject({
    month: '2024-03',
    currency: 'EUR',
    first: 50,
  });
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('the month is chosen in the address, and none after this one', async () => {
  const remote = showRemote(march, graphOf());
  await screen.findByRole('table');
  await remote.user.click(screen.getByRole('button', { name: 'The month before' }));
  await waitFor(() => expect(remote.address()).toBe('/wallet/statement?month=2024-02&currency=EUR'));
  await remote.goTo('/wallet/statement');
  expect(await screen.findByRole('button', { name: 'The month after' })).toBeDisabled();
});

test('the rest of a long month is loaded on demand, and all of it before it is printed', async () => {
  const graph = graphOf();
  graph.answer('WalletStatement', ({ after }) =>
    after ? statement({ lines: [toBob] }) : statement({ lines: [line(1)], hasNextPage: true }),
  );
  const printed: number[] = [];
  window.print = () => void printed.push(screen.getAllByRole('row').length);
  const { user } = showRemote(march, graph);
  expect(await screen.findByText('1 of 2 shown')).toBeInTheDocument();
  expect(screen.queryByText('Closing balance', { selector: 'th' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Print' }));
  await waitFor(() => expect(printed).toEqual([5]));
  expect(graph.requests('WalletStatement').at(-1)).toMatchObject({ after: 'after-0', first: 100 });
});

test('what is posted while one looks comes by itself', async () => {
  const graph = graphOf(statement({ lines: [line(1)] }));
  showRemote(march, graph);
  await screen.findByRole('table');
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  graph.answer('WalletStatement', () => statement({ lines: [toBob] }));
  act(() => graph.update(change(payment({ nth: 3, direction: 'RECEIVED', balanceMinor: 13_900 }))));
  expect(await screen.findByRole('link', { name: 'Payment to Bob Vendor' })).toBeInTheDocument();
  expect(screen.getByText('Top-up from your card')).toBeInTheDocument();
});

test('a month that runs is closed so far', async () => {
  const month = dateInDays(0).slice(0, 7);
  showRemote('/wallet/statement', graphOf(statement({ month, lines: [] })));
  expect(await screen.findAllByText('Balance so far')).toHaveLength(2);
});

test.each([
  ['month', 'There is no statement of that month'],
  ['currency', 'You have no wallet in that currency'],
])('where the %s is none it says so, and leads to this month', async (name, words) => {
  const graph = graphOf(refused(name));
  const remote = showRemote('/wallet/statement?month=2024-13', graph);
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(await accessibilityProblems(remote.container)).toEqual([]);
  graph.answer('WalletStatement', () => statement());
  await remote.user.click(screen.getByRole('button', { name: 'This month' }));
  expect(remote.address()).toBe('/wallet/statement');
  expect(await screen.findByRole('table')).toBeInTheDocument();
});

test('one that cannot be loaded can be tried again, in German too', async () => {
  const graph = graphOf();
  graph.answer('WalletStatement', () => {
    throw new TypeError('Failed to fetch');
  });
  act(() => chooseLanguage('de'));
  const { user } = showRemote(march, graph);
  expect(await screen.findByText('Der Kontoauszug konnte nicht geladen werden')).toBeInTheDocument();
  graph.answer('WalletStatement', () => statement());
  await user.click(screen.getByRole('button', { name: 'Erneut versuchen' }));
  expect(await screen.findByText('Zahlung an Bob Vendor')).toBeInTheDocument();
});

test('it is saved as a file of that month and wallet', async () => {
  const asked: string[] = [];
  const ownFetch = globalThis.fetch;
  globalThis.fetch = async (url) => {
    asked.push(typeof url === 'string' ? url : '');
    return new Response('busy', { status: 503 });
  };
  try {
    const { user } = showRemote(march, graphOf());
    await user.click(await screen.findByRole('button', { name: 'Save as CSV' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    const { pathname, searchParams } = new URL(asked[0] ?? '', 'https://payloom.example');
    expect(pathname).toBe('/files/payments/statement.csv');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      month: '2024-03',
      currency: 'EUR',
      language: 'en',
    });
  } finally {
    globalThis.fetch = ownFetch;
  }
});
