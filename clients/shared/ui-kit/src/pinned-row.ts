import { useState, type FocusEvent } from 'react';
import { flushSync } from 'react-dom';

/** The row that has the focus: it stays in the page while it is scrolled out of view, so that the focus is not lost. */
export interface PinnedRow {
  /** Where it stands now; undefined where no row has the focus. */
  index: number | undefined;
  /** Draws another row at once, so that it can take the focus. */
  moveTo: (index: number) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  onBlur: (event: FocusEvent<HTMLElement>) => void;
}

interface Pin {
  key: string;
  /** Where it stood; it may have moved since. */
  index: number;
}

function indexOf<Row>(rows: readonly Row[], rowKey: (row: Row) => string, pin: Pin): number | undefined {
  const there = rows[pin.index];
  if (there !== undefined && rowKey(there) === pin.key) return pin.index;
  const found = rows.findIndex((row) => rowKey(row) === pin.key);
  return found < 0 ? undefined : found;
}

/** Remembers which row has the focus. */
export function usePinnedRow<Row>(rows: readonly Row[], rowKey: (row: Row) => string): PinnedRow {
  const [pin, setPin] = useState<Pin>();
  const pinAt = (index: number): void => {
    const row = rows[index];
    if (row !== undefined) setPin({ key: rowKey(row), index });
  };
  return {
    index: pin && indexOf(rows, rowKey, pin),
    moveTo: (index) => flushSync(() => pinAt(index)),
    onFocus: ({ target }) => {
      const element = target.closest('[data-index]');
      // The focus in a dialog that the row has opened arrives here too; the row keeps it open.
      if (element) pinAt(Number(element.getAttribute('data-index')));
    },
    onBlur: ({ currentTarget, relatedTarget }) => {
      if (!relatedTarget || currentTarget.contains(relatedTarget) || relatedTarget.closest('[role=dialog]'))
        return;
      setPin(undefined);
    },
  };
}
