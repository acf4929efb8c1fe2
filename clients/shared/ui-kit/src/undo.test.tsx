import '@testing-library/jest-dom';
import { jest } from '@jest/globals';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { accessibilityProblems } from './testing/axe.ts';
import { RowMark } from './row-mark.tsx';
import { Toaster, toast } from './toaster.tsx';
import { doUnlessUndone, finishActions, type UndoableAction } from './undo.tsx';

const UNDO_MS = 10_000;

const actionOf = (happened: string[], why: string | null): UndoableAction => ({
  row: 'row',
  done: 'Rita is not paid any more',
  undone: 'Rita is paid as planned',
  notDone: 'Rita is paid still',
  mark: 'Not cancelled',
  show: () => {
    happened.push('shown');
    return () => happened.push('taken back');
  },
  commit: async () => {
    happened.push('committed');
    return why;
  },
});

function begin(why: string | null = null) {
  const happened: string[] = [];
  render(
    <main>
      <RowMark of="row" />
      <input aria-label="Note" />
      <Toaster />
    </main>,
  );
  act(() => doUnlessUndone(actionOf(happened, why)));
  // The toaster shows what it is given a moment later.
  act(() => {
    jest.advanceTimersByTime(50);
  });
  return happened;
}

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
const undoButton = () => screen.getByRole('button', { name: 'Undo' });

// What shows toasts is fetched with the first.
beforeAll(async () => {
  const { unmount } = render(<Toaster />);
  toast('Here');
  await screen.findByText('Here');
  unmount();
});
beforeEach(() => jest.useFakeTimers());
afterEach(async () => {
  await act(() => finishActions());
  act(() => toast.dismiss());
  jest.useRealTimers();
});

test('what is done is shown at once and done when its time is up', async () => {
  const happened = begin();
  expect(screen.getByText('Rita is not paid any more').closest('[aria-live=polite]')).toBeInTheDocument();
  await pass(UNDO_MS - 100);
  expect(happened).toEqual(['shown']);
  await pass(100);
  expect(happened).toEqual(['shown', 'committed', 'taken back']);
});

test('what is undone is never done', async () => {
  const happened = begin();
  fireEvent.click(undoButton());
  await pass(100);
  expect(screen.getByText('Rita is paid as planned')).toBeInTheDocument();
  await pass(UNDO_MS * 2);
  expect(happened).toEqual(['shown', 'taken back']);
});

test('what is done again at once after it was undone can be undone again', async () => {
  const happened = begin();
  fireEvent.click(undoButton());
  // The toast of before is about to go: it fades for 200 ms.
  await pass(100);
  act(() => doUnlessUndone(actionOf(happened, null)));
  for (let step = 0; step < 4; step += 1) await pass(250);
  fireEvent.click(undoButton());
  await pass(UNDO_MS * 2);
  expect(happened).toEqual(['shown', 'taken back', 'shown', 'taken back']);
});

test.each([
  ['pointer', fireEvent.pointerEnter, fireEvent.pointerLeave],
  ['focus', fireEvent.focus, fireEvent.blur],
])('the time stands still under the %s', async (_what, come, leave) => {
  const happened = begin();
  await pass(UNDO_MS - 1_000);
  const target = undoButton();
  come(target);
  await pass(UNDO_MS * 5);
  expect(happened).toEqual(['shown']);
  leave(target);
  await pass(900);
  expect(happened).toEqual(['shown']);
  await pass(100);
  expect(happened).toContain('committed');
});

test.each(['pagehide', 'visibilitychange'])('nothing that was shown as done is lost at %s', async (event) => {
  const happened = begin();
  const hidden = Object.getOwnPropertyDescriptor(Document.prototype, 'visibilityState');
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
  fireEvent(event === 'pagehide' ? globalThis.window : document, new Event(event));
  await pass(0);
  expect(happened).toContain('committed');
  if (hidden) Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'visible' });
});

test('Ctrl+Z undoes, but belongs to what is written where one writes', async () => {
  const happened = begin();
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'z', ctrlKey: true });
  expect(happened).toEqual(['shown']);
  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  expect(happened).toEqual(['shown', 'taken back']);
});

test('what could not be done is taken back, marked in words, and can be tried again', async () => {
  const happened = begin('The network is away.');
  await pass(UNDO_MS);
  await pass(100);
  expect(happened).toEqual(['shown', 'committed', 'taken back']);
  expect(screen.getByText('Not cancelled')).toBeInTheDocument();
  expect(screen.getByText('Rita is paid still')).toBeInTheDocument();
  expect(screen.getByText('The network is away.')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await pass(0);
  expect(happened.filter((each) => each === 'committed')).toHaveLength(2);
});

test('the mark goes by itself', async () => {
  begin('No.');
  await pass(UNDO_MS);
  expect(screen.getByText('Not cancelled')).toBeInTheDocument();
  await pass(12_000);
  expect(screen.queryByText('Not cancelled')).not.toBeInTheDocument();
});

test('the toast has no accessibility problems', async () => {
  begin();
  jest.useRealTimers();
  expect(await accessibilityProblems(document.body)).toEqual([]);
});
