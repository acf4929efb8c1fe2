import '@testing-library/jest-dom';
import { LOADED_ROWS_MAX } from '@payloom/apollo-client/next-page';
import { chooseLanguage } from '@payloom/i18n/region';
import { act, configure, screen, waitFor } from '@testing-library/react';
import { change, euros, payment, viewerWallet } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

/** Later than what a page holds. */
const LATER_COUNT = 3;
const ALL_COUNT = LOADED_ROWS_MAX + LATER_COUNT;
const cursorOf = (nth: number): string => `after-${nth}`;
/** Behind it the page is full. */
const last = cursorOf(LOADED_ROWS_MAX);

const line = (nth: number) => ({
  __typename: 'StatementLine',
  id: `line-${nth}`,
  at: '2024-03-05T12:00:00.000Z',
  kind: 'TOP_UP_CAPTURED',
  amount: euros(100),
  balance: euros(nth * 100),
  payment: null,
  payout: null,
});

const sums = (lineCount = ALL_COUNT) => ({
  __typename: 'WalletStatement',
  month: '2024-03',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  currency: 'EUR',
  lineCount,
  opening: euros(0),
  moneyIn: euros(lineCount * 100),
  moneyOut: euros(0),
  closing: euros(lineCount * 100),
});

/* With so many rows, what is asked for by its role takes minutes; the rest takes its time on a busy machine. */
beforeAll(() => configure({ asyncUtilTimeout: 30_000 }));

/** Gives all that a page may hold at once, and two lines in each page behind that. */
function longGraph() {
  return createTestGraph({
    ViewerWallet: () => viewerWallet(ALL_COUNT * 100),
    StatementSums: () => ({ walletStatement: sums(ALL_COUNT + 1) }),
    WalletStatement: ({ after }) => {
      const begin = typeof after === 'string' ? Number(after.slice(6)) : 0;
      const end = Math.min(begin === 0 ? LOADED_ROWS_MAX : begin + 2, ALL_COUNT);
      const edges = Array.from({ length: end - begin }, (_, index) => ({
        __typename: 'StatementLineEdge',
        cursor: cursorOf(begin + index + 1),
        node: line(begin + index + 1),
      }));
      const pageInfo = {
        __typename: 'PageInfo',
        hasNextPage: end < ALL_COUNT,
        endCursor: edges.at(-1)?.cursor ?? null,
      };
      const lines = { __typename: 'StatementLineConnection', edges, pageInfo };
      const ends = { from: '2024-03-01T00:00:00.000Z', to: '2024-04-01T00:00:00.000Z' };
      return { walletStatement: { ...sums(), ...ends, lines } };
    },
  });
}

const march = '/wallet/statement?month=2024-03&currency=EUR';
const rows = () => [...document.querySelectorAll('tr')];
const rowWords = () =>
  rows()
    .slice(1)
    .map((row) => [...row.querySelectorAll('th, td')].slice(1).map((cell) => cell.textContent))
    .map(([what, , balance]) => `${what?.replace(/(Mar|Apr) .*/, '')}, ${balance}`);

afterEach(() => act(() => chooseLanguage('en')));

test('a month that is longer than a page goes on behind its last line, with what was carried over, and back', async () => {
  const graph = longGraph();
  const remote = showRemote(march, graph);
  await remote.user.click(await screen.findByText('Go on from here'));
  expect(await screen.findByText('2 shown')).toBeInTheDocument();
  expect(remote.address()).toBe(`${march}&after=${last}`);
  expect(screen.getByText('The list goes on here with later ones.')).toBeInTheDocument();
  expect(rowWords()).toEqual([
    'Carried over, 2,000.00 EUR',
    'Top-up from your card, 2,001.00 EUR',
    'Top-up from your card, 2,002.00 EUR',
  ]);
  expect(document.activeElement).toContainElement(document.querySelector('table'));
  expect(document.body).not.toHaveFocus();
  await remote.user.click(screen.getByText('Load more'));
  expect(await screen.findByText('3 shown')).toBeInTheDocument();
  expect(rowWords().at(-1)).toBe('Closing balance, 2,003.00 EUR');
  expect(graph.requests('WalletStatement')).toEqual([
    expect.objectContaining({ first: 50 }),
    expect.objectContaining({ first: 50, after: last, start: last }),
    expect.objectContaining({ first: 50, after: cursorOf(LOADED_ROWS_MAX + 2), start: last }),
  ]);
  const back = screen.getByText('Back to the beginning').closest('a');
  expect(new URLSearchParams(back?.search).has('after')).toBe(false);
  await remote.user.click(screen.getByLabelText('The month before'));
  await waitFor(() => expect(remote.address()).toBe('/wallet/statement?month=2024-02&currency=EUR'));
}, 120_000);

test('a full page is moved in its sums alone by what is posted, and printed as it is, in German too', async () => {
  act(() => chooseLanguage('de'));
  const graph = longGraph();
  const printed: number[] = [];
  window.print = () => void printed.push(rows().length);
  const { user } = showRemote(march, graph);
  await screen.findByText('Von hier an weiter');
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  const asked = graph.requests('WalletStatement').length;
  act(() => graph.update(change(payment({ nth: 3, direction: 'RECEIVED', balanceMinor: 200_400 }))));
  expect(await screen.findByText(/^Nicht alle 2[’.]004 Zeilen/)).toBeInTheDocument();
  await user.click(screen.getByText('Drucken'));
  // The lines, the head and what the month opened with.
  await waitFor(() => expect(printed).toEqual([LOADED_ROWS_MAX + 2]));
  expect(graph.requests('WalletStatement')).toHaveLength(asked);
}, 120_000);
