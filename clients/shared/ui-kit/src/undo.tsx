import { Undo2 } from 'lucide-react';
import { Button } from './button.tsx';
import { commitPendingActions, startPendingAction, type PendingAction } from './pending-actions.ts';
import { setPendingOf } from './pending-rows.ts';
import { markRow, unmarkRow } from './row-mark.tsx';
import { toast } from './toaster.tsx';
import { useWords } from './words.ts';

/** Something that is shown as done before it is, and taken back where it cannot be done. */
export interface QuickAction {
  /** The row it is about, whose `RowMark` says when it was taken back. */
  row: string;
  /** Shows it as done; returns what shows things as they were. */
  show: () => () => void;
  /** Does it. Answers why it could not be done; null where it is done. */
  commit: () => Promise<string | null>;
  /** What was not done, for the toast: "The choice was not kept". */
  notDone: string;
  /** The same in a word or two, for the row: "Not kept". */
  mark: string;
}

/** One that waits for a moment, in which it can be undone. */
export interface UndoableAction extends QuickAction {
  /** What is done, as far as the person is concerned: "Rita will not be paid any more". */
  done: string;
  undone: string;
}

/** Time enough to read and to reach; it stands still under the pointer and the focus. */
const UNDO_MS = 10_000;

const underWay = new Set<Promise<void>>();
let actions = 0;

/** Does all that could still be undone, and waits until it and what is being done already is answered. */
export async function finishActions(): Promise<void> {
  commitPendingActions();
  await Promise.all(underWay);
}

function finish(action: QuickAction, takeBack: () => void): void {
  const work = doOrTakeBack(action, takeBack).finally(() => underWay.delete(work));
  underWay.add(work);
}

async function doOrTakeBack(action: QuickAction, takeBack: () => void): Promise<void> {
  const why = await action.commit();
  takeBack();
  if (why === null) return;
  markRow(action.row, action.mark);
  toast.error(action.notDone, {
    description: why,
    duration: UNDO_MS,
    action: { label: useWords.now()('tryAgain'), onClick: () => doAtOnce(action) },
  });
}

/** Shows an action as done and does it. What cannot be done is taken back, marked, and can be tried again. */
export function doAtOnce(action: QuickAction): void {
  unmarkRow(action.row);
  finish(action, action.show());
}

interface UndoToastProps {
  words: string;
  pending: PendingAction;
}

function UndoToast({ words, pending }: UndoToastProps) {
  const t = useWords();
  return (
    <div
      className="flex w-[min(22rem,calc(100vw-2.125rem))] items-center gap-3 py-2 pr-2 pl-4 text-sm"
      onPointerEnter={() => pending.hold('pointer')}
      onPointerLeave={() => pending.letGo('pointer')}
      onFocus={() => pending.hold('focus')}
      onBlur={() => pending.letGo('focus')}
    >
      <span className="min-w-0 flex-1 text-pretty">{words}</span>
      <Button variant="outline" size="sm" aria-keyshortcuts="Control+Z Meta+Z" onClick={pending.undo}>
        <Undo2 aria-hidden />
        {t('undo')}
      </Button>
    </div>
  );
}

/**
 * Shows an action as done and does it a moment later, unless it is undone by then: by the toast's button or Ctrl+Z. It is
 * done at once when the page is left or hidden, for nobody is there to undo it.
 */
export function doUnlessUndone(action: UndoableAction): void {
  unmarkRow(action.row);
  const takeBack = action.show();
  actions += 1;
  // Of this action alone: under the name of one that is just going away, a toast is not shown.
  const id = `undo ${actions}`;
  const pending = startPendingAction({
    afterMs: UNDO_MS,
    commit: () => finish(action, takeBack),
    undo: () => {
      takeBack();
      toast(action.undone);
    },
    settled: () => {
      setPendingOf(action.row, undefined);
      toast.dismiss(id);
    },
  });
  setPendingOf(action.row, pending);
  toast.custom(() => <UndoToast words={action.done} pending={pending} />, {
    id,
    duration: Number.POSITIVE_INFINITY,
    onDismiss: pending.commit,
  });
}
