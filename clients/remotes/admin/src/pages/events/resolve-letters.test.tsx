import '@testing-library/jest-dom';
import { toast } from '@payloom/ui-kit/toaster';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { screen, waitFor, within } from '@testing-library/react';
import { administrator, letterOf, queueOf } from '../../testing/dead-letters.ts';
import { showEvents, type ShownEvents } from '../../testing/show-events.tsx';

const audit = 'admin.audit-entries.add';
const three = () => [letterOf('3'), letterOf('2', { queue: 'payments.wallets.open' }), letterOf('1')];

// What one test says must not be seen by the next.
afterEach(() => {
  toast.dismiss();
});

const rowCount = (): number => screen.queryAllByText('Payment created').length;

async function selectAll({ user }: ShownEvents): Promise<void> {
  await screen.findAllByText('Payment created');
  await user.click(screen.getByRole('checkbox', { name: 'Select all that are shown' }));
}

async function openLetter({ user }: ShownEvents) {
  await user.click((await screen.findAllByText('Payment created'))[0] ?? document.body);
  return within(await screen.findByRole('dialog', { name: 'Payment created' }));
}

describe('many at once', () => {
  test('are replayed after a question that says whose they are, and said to be', async () => {
    const shown = showEvents({ letters: three(), queues: [queueOf(audit)] });
    await selectAll(shown);
    expect(screen.getByText('3 selected')).toBeInTheDocument();
    await shown.user.click(screen.getByRole('button', { name: 'Replay' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Replay 3 dead letters?' }));
    const [first, second] = dialog.getAllByRole('listitem');
    expect(first).toHaveTextContent('admin.audit-entries.add2 dead letters');
    expect(second).toHaveTextContent('payments.wallets.open1 dead letter');
    expect(await accessibilityProblems(screen.getByRole('dialog'))).toEqual([]);
    expect(shown.graph.requests('ReplayDeadLetters')).toHaveLength(0);
    await shown.user.click(dialog.getByRole('button', { name: 'Replay 3 dead letters' }));
    expect(await screen.findByText('3 dead letters replayed')).toBeInTheDocument();
    expect(await screen.findByText('Nothing was given up')).toBeInTheDocument();
    expect(shown.graph.requests('ReplayDeadLetters')).toEqual([{ ids: ['3', '2', '1'] }]);
    await waitFor(() => expect(screen.getByRole('heading', { name: /Dead letters/ })).toHaveFocus());
  });

  test('are replayed as far as they are still open, and the others are told', async () => {
    const shown = showEvents({ letters: three() });
    await selectAll(shown);
    // Somebody else is faster, and no live update has come yet.
    shown.graph.letters = shown.graph.letters.map((letter) =>
      letter.id === '2' ? { ...letter, status: 'DISCARDED', discardReason: 'old' } : letter,
    );
    await shown.user.click(screen.getByRole('button', { name: 'Replay' }));
    await shown.user.click(screen.getByRole('button', { name: 'Replay 3 dead letters' }));
    expect(await screen.findByText('2 replayed, 1 was not open any more')).toBeInTheDocument();
    await waitFor(() => expect(rowCount()).toBe(0));
  });

  test('stay as they are when it fails, and the question says why', async () => {
    const shown = showEvents({ letters: three() });
    shown.graph.fail('ReplayDeadLetters', 'BROKER_UNAVAILABLE', 'The event broker does not answer.');
    await selectAll(shown);
    await shown.user.click(screen.getByRole('button', { name: 'Replay' }));
    await shown.user.click(screen.getByRole('button', { name: 'Replay 3 dead letters' }));
    const dialog = within(screen.getByRole('dialog'));
    expect(await dialog.findByRole('alert')).toHaveTextContent('The event broker does not answer.');
    await shown.user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(rowCount()).toBe(3);
    expect(screen.getByText('3 selected')).toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Replay' })).toHaveFocus());
  });

  test('are discarded for a reason, and not without one', async () => {
    const shown = showEvents({ letters: three() });
    await selectAll(shown);
    await shown.user.click(screen.getByRole('button', { name: 'Discard' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Discard 3 dead letters?' }));
    const reason = dialog.getByRole('textbox', { name: 'Reason' });
    expect(reason).toHaveFocus();
    await shown.user.type(reason, '   ');
    await shown.user.click(dialog.getByRole('button', { name: 'Discard 3 dead letters' }));
    expect(reason).toBeInvalid();
    expect(reason).toHaveAccessibleDescription(/Say why/);
    expect(reason).toHaveFocus();
    expect(await accessibilityProblems(screen.getByRole('dialog'))).toEqual([]);
    await shown.user.clear(reason);
    await shown.user.paste('x'.repeat(501));
    expect(reason).toHaveAccessibleDescription(/501 characters are more than 500/);
    expect(shown.graph.requests('DiscardDeadLetters')).toHaveLength(0);
    await shown.user.clear(reason);
    await shown.user.paste(' Registered twice in a test. ');
    await shown.user.click(dialog.getByRole('button', { name: 'Discard 3 dead letters' }));
    expect(await screen.findByText('3 dead letters discarded')).toBeInTheDocument();
    expect(shown.graph.requests('DiscardDeadLetters')).toEqual([
      { ids: ['3', '2', '1'], reason: 'Registered twice in a test.' },
    ]);
    await waitFor(() => expect(rowCount()).toBe(0));
  });

  test('make room for those of the next page when all that was loaded is gone', async () => {
    const letters = Array.from({ length: 26 }, (_, index) => letterOf(String(100 + index)));
    const shown = showEvents({ letters });
    await selectAll(shown);
    await shown.user.click(screen.getByRole('button', { name: 'Replay' }));
    await shown.user.click(screen.getByRole('button', { name: 'Replay 25 dead letters' }));
    expect(await screen.findByText('1 of 1 shown')).toBeInTheDocument();
    expect(screen.getByText('Payment created')).toBeInTheDocument();
  });

  test('what somebody else resolves is selected no more', async () => {
    const shown = showEvents({ letters: three() });
    await selectAll(shown);
    shown.change(letterOf('1', { status: 'REPLAYED', resolvedAt: '2026-11-22T11:00:00.000Z' }));
    expect(await screen.findByText('2 selected')).toBeInTheDocument();
  });
});

describe('a single one', () => {
  test('is replayed without a question, and not twice by a double click', async () => {
    const shown = showEvents({ letters: three() });
    await screen.findAllByText('Payment created');
    await shown.user.click(
      screen.getAllByRole('checkbox', { name: /^Select Payment created/ })[0] ?? document.body,
    );
    const release = shown.graph.hold('ReplayDeadLetters');
    await shown.user.dblClick(screen.getByRole('button', { name: 'Replay' }));
    expect(screen.getByRole('button', { name: 'Replay' })).toHaveAttribute('aria-busy', 'true');
    release();
    expect(await screen.findByText('Dead letter replayed')).toBeInTheDocument();
    expect(shown.graph.requests('ReplayDeadLetters')).toEqual([{ ids: ['3'] }]);
    await waitFor(() => expect(rowCount()).toBe(2));
  });

  test('that cannot be replayed stays, and it is said why', async () => {
    const shown = showEvents({ letters: [letterOf('1')] });
    shown.graph.fail('ReplayDeadLetters');
    await selectAll(shown);
    await shown.user.click(screen.getByRole('button', { name: 'Replay' }));
    expect(await screen.findByText('The dead letter could not be replayed')).toBeInTheDocument();
    expect(screen.getByText(/Payloom could not be reached/)).toBeInTheDocument();
    expect(rowCount()).toBe(1);
  });

  test('opens with the tries, the event and what it is about, and can be replayed there', async () => {
    const shown = showEvents({
      letters: [letterOf('1')],
      queues: [queueOf(audit, { description: 'Writes what happened into the audit log.' })],
    });
    const dialog = await openLetter(shown);
    expect(shown.address()).toBe('/admin/events?letter=1');
    expect(dialog.getByText('Writes what happened into the audit log.')).toBeInTheDocument();
    expect(dialog.getByText('subject-1')).toBeInTheDocument();
    const tries = within(await dialog.findByRole('list', { name: 'Tries' })).getAllByRole('listitem');
    expect(tries.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Try 1.*the connection was lost$/),
      expect.stringMatching(/^Try 2.*0.4 s later.*the same again$/),
      expect.stringMatching(/^Try 3.*12 s later.*as above$/),
    ]);
    expect(dialog.getByRole('region', { name: 'The event, as JSON' })).toHaveTextContent(
      '"amountMinor": 2500',
    );
    expect(await accessibilityProblems(screen.getByRole('dialog'))).toEqual([]);
    await shown.user.click(dialog.getByRole('button', { name: 'Replay' }));
    expect(await dialog.findByText(/by Ada Lind/)).toBeInTheDocument();
    expect(dialog.queryByRole('button', { name: 'Replay' })).not.toBeInTheDocument();
    await shown.user.keyboard('{Escape}');
    expect(await screen.findByText('Nothing was given up')).toBeInTheDocument();
    expect(shown.address()).toBe('/admin/events');
  });

  test('is discarded where it is looked at, and tells who did it and why', async () => {
    const shown = showEvents({ letters: [letterOf('1')] });
    const dialog = await openLetter(shown);
    await shown.user.click(dialog.getByRole('button', { name: 'Discard' }));
    expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveFocus();
    await shown.user.keyboard('Nobody needs it.');
    await shown.user.click(dialog.getByRole('button', { name: 'Discard 1 dead letter' }));
    expect(await dialog.findByText('Nobody needs it.')).toBeInTheDocument();
    expect(dialog.getByText(/by Ada Lind/)).toBeInTheDocument();
  });

  test('that somebody else resolves while it is looked at says so, and offers nothing more', async () => {
    const shown = showEvents({ letters: [letterOf('1')] });
    const dialog = await openLetter(shown);
    const resolved = { resolvedAt: '2026-11-22T11:00:00.000Z', resolvedBy: administrator };
    shown.change(letterOf('1', { status: 'DISCARDED', discardReason: 'It was a test.', ...resolved }));
    expect(await dialog.findByText('It was a test.')).toBeInTheDocument();
    expect(dialog.getByText('Now discarded')).toBeInTheDocument();
    expect(dialog.queryByRole('button', { name: 'Discard' })).not.toBeInTheDocument();
  });

  test('gives the focus back to its row', async () => {
    const shown = showEvents({ letters: [letterOf('1')] });
    await openLetter(shown);
    await shown.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('button', { name: /Payment created/ })).toHaveFocus());
  });

  test('opens from the address alone; one that does not exist says so', async () => {
    showEvents({ letters: [letterOf('1', { status: 'REPLAYED' })] }, '?letter=1');
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByRole('region', { name: 'The event, as JSON' })).toBeInTheDocument();
    expect(dialog.getByText('Replayed')).toBeInTheDocument();
  });

  test('that does not exist says so', async () => {
    showEvents({}, '?letter=nobody');
    expect(await screen.findByText('There is no such dead letter')).toBeInTheDocument();
  });

  test('whose event cannot be loaded says so, and tries again', async () => {
    const shown = showEvents({ letters: [letterOf('1')] });
    shown.graph.fail('DeadLetter', 'INTERNAL_SERVER_ERROR');
    const dialog = await openLetter(shown);
    expect(await dialog.findByText('The event could not be loaded.')).toBeInTheDocument();
    shown.graph.mend('DeadLetter');
    await shown.user.click(dialog.getByRole('button', { name: 'Try again' }));
    expect(await dialog.findByRole('region', { name: 'The event, as JSON' })).toBeInTheDocument();
  });
});
