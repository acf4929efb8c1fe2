import '@testing-library/jest-dom';
import { jest } from '@jest/globals';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { setScreenWidth } from '@payloom/ui-kit/testing/screen';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { ASK_EVERY_MILLISECONDS } from '../../features/event-queues/use-event-queues.ts';
import { administrator, letterOf, queueOf } from '../../testing/dead-letters.ts';
import { showEvents } from '../../testing/show-events.tsx';

const audit = 'admin.audit-entries.add';
const wallets = 'payments.wallets.open';

/** The rows of a table, or the cards of a list, by what they are called. */
const shownLetters = (): string[] =>
  within(screen.getByRole('table', { name: 'Dead letters' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByRole('button').textContent ?? '');

/** The row of a table in which the words stand. By its text, as names of rows take long to compute. */
async function rowOf(words: string): Promise<HTMLElement> {
  const row = (await screen.findByText(words)).closest('tr');
  if (!row) throw new Error(`"${words}" stands in no row.`);
  return row;
}

const queueRow = async (queue: string) => within(await rowOf(`Does what ${queue} does.`));

describe('the queues', () => {
  test('tell what each consumer does, what waits, what was given up and who is there', async () => {
    const { container } = showEvents({
      queues: [queueOf(audit, { waiting: 12, delayed: 3, deadLetters: 2, consumers: 2 }), queueOf(wallets)],
    });
    expect(screen.getByText('Loading queues')).toBeInTheDocument();
    const row = await queueRow(audit);
    expect(row.getByRole('cell', { name: '12 waiting 3 delayed' })).toBeInTheDocument();
    expect(row.getByRole('button', { name: `Show 2 dead letters of ${audit}` })).toBeInTheDocument();
    expect(row.getByRole('cell', { name: '2' })).toBeInTheDocument();
    expect((await queueRow(wallets)).getByRole('cell', { name: '0 waiting' })).toBeInTheDocument();
    expect(screen.getByText(/are being tried again/)).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  test('a queue with waiting events that nobody handles is a problem, in words', async () => {
    showEvents({ queues: [queueOf(audit, { waiting: 4, consumers: 0 }), queueOf(wallets)] });
    const row = await queueRow(audit);
    expect(row.getByText('4 events wait, and nobody handles them')).toBeInTheDocument();
    expect(row.getByText('none')).toBeInTheDocument();
    expect((await queueRow(wallets)).queryByText(/nobody handles/)).not.toBeInTheDocument();
    expect(screen.getByText(/Events wait in a queue that nobody handles/)).toBeInTheDocument();
  });

  test('are asked for again at once when a dead letter is collected', async () => {
    const { graph, change } = showEvents({ queues: [queueOf(audit)] });
    await queueRow(audit);
    graph.queues = [queueOf(audit, { deadLetters: 1 })];
    change(letterOf('1'));
    expect(await screen.findByRole('button', { name: `Show 1 dead letter of ${audit}` })).toBeInTheDocument();
  });

  test('are asked for at once when the page is seen again', async () => {
    const { graph } = showEvents({ queues: [queueOf(audit)] });
    await queueRow(audit);
    const visibility = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const before = graph.requests('EventQueues').length;
    fireEvent(document, new Event('visibilitychange'));
    expect(graph.requests('EventQueues')).toHaveLength(before);
    visibility.mockReturnValue('visible');
    graph.queues = [queueOf(audit, { waiting: 7 })];
    fireEvent(document, new Event('visibilitychange'));
    expect(await screen.findByRole('cell', { name: '7 waiting' })).toBeInTheDocument();
    visibility.mockRestore();
  });

  test('are asked for again every few seconds while the page is seen', async () => {
    jest.useFakeTimers();
    const { graph } = showEvents({ queues: [queueOf(audit)] });
    await act(() => jest.advanceTimersByTimeAsync(100));
    graph.queues = [queueOf(audit, { waiting: 7 })];
    await act(() => jest.advanceTimersByTimeAsync(ASK_EVERY_MILLISECONDS));
    expect(screen.getByRole('cell', { name: '7 waiting' })).toBeInTheDocument();
    const visibility = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const before = graph.requests('EventQueues').length;
    await act(() => jest.advanceTimersByTimeAsync(10 * ASK_EVERY_MILLISECONDS));
    expect(graph.requests('EventQueues')).toHaveLength(before);
    visibility.mockRestore();
    jest.useRealTimers();
  });

  test('lead to their dead letters', async () => {
    const { user, address } = showEvents({
      queues: [queueOf(audit, { deadLetters: 1 }), queueOf(wallets)],
      letters: [letterOf('2'), letterOf('1', { queue: wallets, eventType: 'auth.user.registered' })],
    });
    await user.click(await screen.findByRole('button', { name: `Show 1 dead letter of ${audit}` }));
    expect(address()).toBe(`/admin/events?queue=${audit}`);
    await waitFor(() =>
      expect(shownLetters()).toEqual(['Payment createdpayments.payment.createdby admin.audit-entries.add']),
    );
    expect(screen.getByRole('heading', { name: /Dead letters/ })).toHaveFocus();
  });

  test('keep their numbers, and say that these are old, when they cannot be asked for again', async () => {
    const { graph, user, change } = showEvents({ queues: [queueOf(audit, { waiting: 5 })] });
    await queueRow(audit);
    graph.fail('EventQueues', 'BROKER_UNAVAILABLE');
    change(letterOf('1'));
    expect(await screen.findByText(/could not be brought up to date/)).toBeInTheDocument();
    expect(screen.getByRole('cell', { name: '5 waiting' })).toBeInTheDocument();
    graph.mend('EventQueues');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText(/brought up to date/)).not.toBeInTheDocument());
  });

  test('say what failed and try again; the dead letters are shown all the same', async () => {
    const graphStart = { queues: [queueOf(audit)], letters: [letterOf('1')] };
    const { graph, user } = showEvents(graphStart);
    graph.fail('EventQueues', 'BROKER_UNAVAILABLE');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The queues could not be loaded.The part of Payloom that carries events does not answer.',
    );
    expect(await screen.findByText('Payment created')).toBeInTheDocument();
    graph.mend('EventQueues');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await queueRow(audit);
  });
});

describe('the dead letters', () => {
  test('are listed with what happened, who gave it up, why, and when', async () => {
    const { container } = showEvents({ letters: [letterOf('1', { timesParked: 2 })] });
    const row = within(await rowOf('Payment created'));
    expect(row.getByText('payments.payment.created')).toBeInTheDocument();
    expect(row.getByText(audit)).toBeInTheDocument();
    expect(row.getByText('the audit log is out of ink')).toBeInTheDocument();
    expect(row.getByText('given up 2 times')).toBeInTheDocument();
    expect(row.queryByText('Open')).not.toBeInTheDocument();
    expect(screen.getByText('1 of 1 shown')).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  test('one that is collected appears by itself, glowing once, and the count follows', async () => {
    const { change } = showEvents({ letters: [letterOf('1')] });
    await screen.findByText('Payment created');
    change(letterOf('2', { eventType: 'auth.user.registered' }));
    expect(await rowOf('User registered')).toHaveAttribute('data-glow');
    expect(shownLetters()[0]).toContain('User registered');
    expect(await screen.findByText('2 of 2 shown')).toBeInTheDocument();
  });

  test('one that somebody else resolved leaves the open ones, and is among the resolved', async () => {
    const { change, user } = showEvents({ letters: [letterOf('1')] });
    await screen.findByText('Payment created');
    change(
      letterOf('1', {
        status: 'REPLAYED',
        resolvedAt: '2026-11-22T11:00:00.000Z',
        resolvedBy: administrator,
      }),
    );
    expect(await screen.findByText('Nothing was given up')).toBeInTheDocument();
    await user.click(screen.getByRole('combobox', { name: 'Status' }));
    await user.click(screen.getByRole('option', { name: 'Replayed' }));
    const row = await rowOf('Payment created');
    expect(within(row).getByText('Replayed')).toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  test('one that leaves stays under the pointer until that is gone', async () => {
    const { change, user } = showEvents({ letters: [letterOf('2'), letterOf('1')] });
    await user.hover((await screen.findAllByText('the audit log is out of ink'))[0] ?? document.body);
    change(
      letterOf('2', { status: 'DISCARDED', resolvedAt: '2026-11-22T11:00:00.000Z', discardReason: 'old' }),
    );
    expect(await screen.findByText('Discarded')).toBeInTheDocument();
    expect(shownLetters()).toHaveLength(2);
    await user.unhover(screen.getByText('Discarded'));
    await waitFor(() => expect(shownLetters()).toHaveLength(1));
  });

  test('one that no live update told of is found by the count', async () => {
    const { graph, change } = showEvents({ letters: [letterOf('1')], queues: [queueOf(audit)] });
    await screen.findByText('Payment created');
    graph.letters = [...graph.letters, letterOf('2', { eventType: 'auth.user.registered' })];
    change(letterOf('0', { status: 'REPLAYED' }));
    expect(await screen.findByText('User registered')).toBeInTheDocument();
  });

  test('of a part that begins further back the rest is counted, and not taken for missing', async () => {
    const letters = [letterOf('3', { eventType: 'auth.user.registered' }), letterOf('2'), letterOf('1')];
    const { graph, change } = showEvents({ letters, queues: [queueOf(audit)] }, '?after=3');
    await screen.findAllByText('Payment created');
    expect(shownLetters()).toHaveLength(2);
    expect(screen.getByText('2 shown')).toBeInTheDocument();
    const counted = graph.requests('DeadLetterCount').length;
    change(letterOf('4', { eventType: 'auth.user.registered' }));
    await waitFor(() => expect(graph.requests('DeadLetterCount').length).toBeGreaterThan(counted));
    expect(await screen.findByText('4')).toBeInTheDocument();
    expect(shownLetters()).toHaveLength(2);
    expect(graph.requests('DeadLetterList')).toHaveLength(1);
  });

  test('are narrowed by what stands in the address, and widened again', async () => {
    const { user, address } = showEvents(
      { letters: [letterOf('1', { status: 'DISCARDED', discardReason: 'old' })], queues: [queueOf(audit)] },
      `?status=any&queue=${wallets}&type=auth.`,
    );
    expect(await screen.findByText('No dead letter matches')).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Status' })).toHaveTextContent('Any status');
    expect(screen.getByRole('combobox', { name: 'Consumer' })).toHaveValue(wallets);
    expect(screen.getByLabelText('Event type begins with')).toHaveValue('auth.');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Consumer' }), audit);
    await user.clear(screen.getByLabelText('Event type begins with'));
    expect(await screen.findByText('Payment created')).toBeInTheDocument();
    expect(address()).toBe(`/admin/events?status=any&queue=${audit}`);
  });

  test('narrowed to what is not there lead back to the open ones', async () => {
    const { user, address } = showEvents({ letters: [letterOf('1')] }, '?status=replayed');
    await user.click(await screen.findByRole('button', { name: 'Show all that are open' }));
    expect(await screen.findByText('Payment created')).toBeInTheDocument();
    expect(address()).toBe('/admin/events');
  });

  test('are loaded page by page', async () => {
    const letters = Array.from({ length: 26 }, (_, index) => letterOf(String(100 + index)));
    const { user } = showEvents({ letters });
    expect(await screen.findByText('25 of 26 shown')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('26 of 26 shown')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument();
  });

  test('say what failed and try again; none is good news', async () => {
    const { graph, user } = showEvents({ queues: [queueOf(audit)] });
    graph.fail('DeadLetterList', 'INTERNAL_SERVER_ERROR');
    expect(await screen.findByRole('alert')).toHaveTextContent('The dead letters could not be loaded.');
    graph.mend('DeadLetterList');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing was given up')).toBeInTheDocument();
  });

  test('say when live updates stop, and catch up when they are resumed', async () => {
    const { graph, breakLive, user } = showEvents({ letters: [letterOf('1')] });
    await screen.findByText('Payment created');
    act(() => breakLive());
    expect(await screen.findByText(/Live updates have stopped/)).toBeInTheDocument();
    graph.letters = [...graph.letters, letterOf('2', { eventType: 'auth.user.registered' })];
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    expect(await screen.findByText('User registered')).toBeInTheDocument();
    expect(screen.queryByText(/Live updates have stopped/)).not.toBeInTheDocument();
  });
});

test('tells somebody who is no administrator, once', async () => {
  const { graph } = showEvents({});
  graph.fail('EventQueues', 'FORBIDDEN');
  graph.fail('DeadLetterList', 'FORBIDDEN');
  expect(await screen.findByRole('alert')).toHaveTextContent('This page is for administrators');
  expect(screen.queryByRole('heading', { name: 'Queues' })).not.toBeInTheDocument();
});

test('is cards on a phone', async () => {
  const restore = setScreenWidth(390);
  const { container } = showEvents({
    queues: [queueOf(audit, { waiting: 3, consumers: 0 })],
    letters: [letterOf('1')],
  });
  const queues = within(await screen.findByRole('list', { name: 'Queues' }));
  expect(await queues.findByText('3 events wait, and nobody handles them')).toBeInTheDocument();
  const letters = within(screen.getByRole('list', { name: 'Dead letters' }));
  expect(await letters.findByRole('button', { name: /Payment created/ })).toBeInTheDocument();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
  restore();
});
