import '@testing-library/jest-dom';
import { act, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { change, payment, paymentId, paymentPage } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph, type Answer } from '../../testing/test-graph.ts';

const first = payment({ nth: 1, status: 'PENDING', note: 'Rent' });
const graphThat = (PaymentList: Answer) => createTestGraph({ PaymentList });

async function tableRows(): Promise<HTMLElement[]> {
  const table = await screen.findByRole('table', { name: 'Payments' });
  await within(table).findAllByRole('link');
  return within(table).getAllByRole('row').slice(1);
}

test('a live update changes the row in place, with a glow', async () => {
  const graph = graphThat(() => paymentPage([first]));
  showRemote('/payments', graph);
  const [row] = await tableRows();
  if (!row) throw new Error('There is no row.');
  expect(within(row).getByText('Pending')).toBeInTheDocument();
  expect(row.querySelector('[data-glow]')).toBeNull();

  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  act(() => graph.update(change(payment({ nth: 1, status: 'COMPLETED', note: 'Rent' }))));
  expect(await within(row).findByText('Completed')).toBeInTheDocument();
  expect(row.querySelector('[data-glow]')).toHaveTextContent('Completed');
  expect(row).toBeInTheDocument();
  expect(graph.requests('PaymentList')).toHaveLength(1);
});

test('a new payment comes in on top', async () => {
  const graph = graphThat(() => paymentPage([first]));
  showRemote('/payments', graph);
  await tableRows();
  await waitFor(() => expect(graph.listenerCount()).toBe(1));

  act(() => graph.update(change(payment({ nth: 2, direction: 'RECEIVED', amountMinor: 990 }))));
  expect(await screen.findByText('+9.90')).toBeInTheDocument();
  const [top] = await tableRows();
  expect(within(top ?? document.body).getByRole('link')).toHaveAttribute('href', `/payments/${paymentId(2)}`);
  expect(top).toHaveAttribute('data-glow');
});

test('the filter is in the address, and the graph is asked for it', async () => {
  const graph = graphThat(() => paymentPage([first]));
  const remote = showRemote('/payments?status=PENDING', graph);
  await tableRows();
  expect(graph.requests('PaymentList')).toEqual([{ first: 20, filter: { status: ['PENDING'] } }]);

  await remote.user.click(screen.getByRole('combobox', { name: 'Direction' }));
  await remote.user.click(await screen.findByRole('option', { name: 'Received' }));
  await waitFor(() => expect(remote.address()).toBe('/payments?status=PENDING&direction=RECEIVED'));
  await remote.user.click(screen.getByRole('searchbox', { name: 'Search in notes' }));
  await remote.user.paste(' rent ');
  await waitFor(() =>
    expect(remote.address()).toBe('/payments?status=PENDING&direction=RECEIVED&search=rent'),
  );
  await waitFor(() =>
    expect(graph.requests('PaymentList').at(-1)).toEqual({
      first: 20,
      filter: { status: ['PENDING'], direction: 'RECEIVED', search: 'rent' },
    }),
  );
  expect(graph.requests('PaymentList')).toHaveLength(3);

  await remote.user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await waitFor(() => expect(remote.address()).toBe('/payments'));
  expect(screen.getByRole('searchbox')).toHaveValue('');
});

test('days can be chosen and taken away', async () => {
  const graph = graphThat(() => paymentPage([first]));
  const remote = showRemote('/payments', graph);
  await tableRows();
  await remote.user.type(screen.getByLabelText('From'), '2026-11-01');
  await waitFor(() => expect(remote.address()).toBe('/payments?from=2026-11-01'));
  await remote.user.clear(screen.getByLabelText('From'));
  await waitFor(() => expect(remote.address()).toBe('/payments'));
});

test('a list that searches notes is asked for again when a payment with a note comes', async () => {
  const graph = graphThat(() => paymentPage([]));
  showRemote('/payments?search=rent', graph);
  expect(await screen.findByText('No payment matches')).toBeInTheDocument();
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  graph.answer('PaymentList', () => paymentPage([payment({ nth: 2, note: 'Rent' })]));
  act(() => graph.update(change(payment({ nth: 2, note: 'Rent' }))));
  expect(await screen.findByText('Bob Vendor')).toBeInTheDocument();
  expect(graph.requests('PaymentList')).toHaveLength(2);
});

test('an administrator finds who asks for a refund, and whoever asks comes in live', async () => {
  const graph = graphThat(() => paymentPage([]));
  const remote = showRemote('/payments', graph, 'ADMIN');
  await screen.findByText('No payments yet');
  await remote.user.click(screen.getByRole('combobox', { name: 'Refund' }));
  await remote.user.click(await screen.findByRole('option', { name: 'Refund asked for' }));
  await waitFor(() => expect(remote.address()).toBe('/payments?refund=asked'));
  expect(await screen.findByText('No payment matches')).toBeInTheDocument();
  expect(graph.requests('PaymentList').at(-1)).toEqual({ first: 20, filter: { refundRequested: true } });
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  graph.answer('PaymentList', () => paymentPage([first]));
  act(() => graph.update(change(first)));
  expect(await tableRows()).toHaveLength(1);
});

test('more is loaded behind the last one', async () => {
  const newer = payment({ nth: 2 });
  const graph = graphThat(({ after }) => (after ? paymentPage([first]) : paymentPage([newer], true)));
  const { user } = showRemote('/payments', graph);
  await tableRows();
  expect(screen.getByText('1 shown')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Load more' }));
  expect(await screen.findByText('2 shown')).toBeInTheDocument();
  expect(graph.requests('PaymentList').at(-1)).toEqual({
    first: 20,
    after: btoa(newer.id).replace(/=+$/, ''),
  });
  expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument();
});

test('somebody without payments is told the one next step', async () => {
  const remote = showRemote(
    '/payments',
    graphThat(() => paymentPage([])),
  );
  expect(await screen.findByText('No payments yet')).toBeInTheDocument();
  const [, inList] = screen.getAllByRole('link', { name: 'Pay somebody' });
  expect(inList).toHaveAttribute('href', '/pay');
  expect((await axe(remote.container)).violations).toEqual([]);
});

test('a list that cannot be loaded says why and can be tried again', async () => {
  const graph = graphThat(() => {
    throw new TypeError('Failed to fetch');
  });
  const { user } = showRemote('/payments', graph);
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('The payments could not be loaded');
  graph.answer('PaymentList', () => paymentPage([first]));
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await tableRows()).toHaveLength(1);
});

test('an administrator looks on: who paid whom, no sign, nothing to pay', async () => {
  const graph = graphThat(() => paymentPage([payment({ nth: 1, direction: null })]));
  const remote = showRemote('/payments', graph, 'ADMIN');
  const [row] = await tableRows();
  expect(row).toHaveTextContent('Alice MeyerpaidBob Vendor');
  expect(within(row ?? document.body).getByText('25.00')).toBeInTheDocument();
  expect(screen.queryByRole('combobox', { name: 'Direction' })).not.toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Pay somebody' })).not.toBeInTheDocument();
  expect((await axe(remote.container)).violations).toEqual([]);
});

test('live updates that end are taken up again, and what was missed is loaded', async () => {
  const graph = graphThat(() => paymentPage([first]));
  showRemote('/payments', graph);
  await tableRows();
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
  graph.answer('PaymentList', () => paymentPage([payment({ nth: 1, status: 'COMPLETED' })]));
  act(() => graph.endUpdates());
  expect(await screen.findByText('Completed')).toBeInTheDocument();
  await waitFor(() => expect(graph.listenerCount()).toBe(1));
});
