import { Undo2 } from 'lucide-react';
import { useLayoutEffect, useRef, type RefObject } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { usePendingOf } from './pending-rows.ts';
import { useWords } from './words.ts';

/** Gives the focus to the place of the button when the button goes: one stays in the row that one acts on. */
function LeaveFocus({ place }: { place: RefObject<HTMLElement | null> }) {
  useLayoutEffect(
    () => () => {
      if (place.current?.contains(document.activeElement)) place.current.focus({ preventScroll: true });
    },
    [place],
  );
  return null;
}

export interface UndoableButtonProps extends Omit<ButtonProps, 'asChild'> {
  row: string;
  /** Whether it can be done at all; what was done a moment ago can be undone in its place. */
  available: boolean;
  /** What is undone: "Undo: cancel the payments to Rita". */
  undoLabel: string;
}

/** A row's button that does something to it, and undoes it as long as that is possible. */
export function UndoableButton({ row, available, undoLabel, ...props }: UndoableButtonProps) {
  const t = useWords();
  const place = useRef<HTMLSpanElement>(null);
  const pending = usePendingOf(row);
  const shown = pending ? { onClick: pending.undo, 'aria-label': undoLabel } : {};
  return (
    <span ref={place} tabIndex={-1} className="inline-flex rounded-lg">
      {(pending || available) && (
        <>
          {/* Before the button: React takes away in this order, and what is gone has lost the focus. */}
          <LeaveFocus place={place} />
          <Button variant="outline" size="sm" needsNetwork={!pending} {...props} {...shown}>
            {pending ? <Undo2 aria-hidden /> : null}
            {pending ? t('undo') : props.children}
          </Button>
        </>
      )}
    </span>
  );
}
