import '@testing-library/jest-dom';
import { LOADED_ROWS_MAX } from '@payloom/apollo-client/next-page';
import { act, screen, waitFor } from '@testing-library/react';
import { change, payment, paymentId, paymentPage } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

/** Older than what a page holds. */
const OLDER_COUNT = 3;
const cursorOf = (nth: number): string => btoa(paymentId(nth)).replace(/=+$/, '');
/** Behind it the page is full. */
const last = cursorOf(OLDER_COUNT + 1);
const all = Array.from({ length: LOADED_ROWS_MAX + OLDER_COUNT }, (_, index) =>
  payment({ nth: LOADED_ROWS_MAX + OLDER_COUNT - index, note: 'Order' }),
);

/** Gives all that a page may hold at once, and one payment in each page behind that. */
function longGraph() {
  return createTestGraph({
    PaymentList: ({ after }) => {
      const begin = typeof after === 'string' ? all.findIndex(({ id }) => atob(after) === id) + 1 : 0;
      const rows = all.slice(begin, begin === 0 ? LOADED_ROWS_MAX : begin + 1);
      return paymentPage(rows, begin + rows.length < all.length);
    },
  });
}

const rowOf = (nth: number) => document.querySelector(`a[href="/payments/${paymentId(nth)}"]`);

async function goOn(address = '/payments') {
  const graph = longGraph();
  const remote = showRemote(address, graph);
  await remote.user.click(await screen.findByRole('button', { name: 'Go on from here' }));
  await waitFor(() => expect(rowOf(OLDER_COUNT)).toHaveFocus());
  return { graph, remote };
}

test('a list that is as long as it may become goes on behind its last payment, page by page', async () => {
  const { graph, remote } = await goOn();
  expect(remote.address()).toBe(`/payments?after=${last}`);
  expect(screen.getByText('1 shown')).toBeInTheDocument();
  await remote.user.click(screen.getByRole('button', { name: 'Load more' }));
  expect(await screen.findByText('2 shown')).toBeInTheDocument();
  expect(rowOf(OLDER_COUNT - 1)).toBeInTheDocument();
  expect(graph.requests('PaymentList')).toEqual([
    { first: 20 },
    { first: 20, after: last, start: last },
    { first: 20, after: cursorOf(OLDER_COUNT), start: last },
  ]);
});

test('back leads to the list as long as it was, at once', async () => {
  const { remote } = await goOn();
  await remote.user.click(screen.getByRole('link', { name: 'Back to the newest' }));
  expect(remote.address()).toBe('/payments');
  expect(screen.getByText(/^2,000 shown/)).toBeInTheDocument();
  await waitFor(() => expect(rowOf(all.length)).toHaveFocus());
});

test('what is new comes into the newest payments alone', async () => {
  const { graph, remote } = await goOn();
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  act(() => graph.update(change(payment({ nth: all.length + 1 }))));
  expect(screen.getByText('1 shown')).toBeInTheDocument();
  expect(rowOf(all.length + 1)).toBeNull();
  // What is shown then is what was placed there, for no answer comes.
  graph.answer('PaymentList', () => new Promise(() => undefined));
  await remote.user.click(screen.getByRole('link', { name: 'Back to the newest' }));
  await waitFor(() => expect(rowOf(all.length + 1)).toBeInTheDocument());
});

test('another filter begins with its newest', async () => {
  const { graph, remote } = await goOn('/payments?direction=SENT');
  await remote.user.click(screen.getByRole('searchbox', { name: 'Search in notes' }));
  await remote.user.paste('Order');
  await waitFor(() => expect(remote.address()).toBe('/payments?direction=SENT&search=Order'));
  await waitFor(() =>
    expect(graph.requests('PaymentList').at(-1)).toEqual({
      first: 20,
      filter: { direction: 'SENT', search: 'Order' },
    }),
  );
});

test('an address somebody sent begins where it says', async () => {
  const graph = longGraph();
  showRemote(`/payments?after=${cursorOf(2)}`, graph);
  await waitFor(() => expect(rowOf(1)).toBeInTheDocument());
  expect(screen.getByText('The list goes on here with older ones.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument();
});
