import type { KeyboardEvent, ReactNode } from 'react';
import type { PinnedRow } from './pinned-row.ts';

const rowTarget = '[data-row-target]';
const rowCheckbox = '[data-row-select]';

function pressCheckbox({ target }: KeyboardEvent<HTMLElement>): void {
  if (!(target instanceof Element) || !target.matches(rowTarget)) return;
  target.closest('[data-index]')?.querySelector<HTMLElement>(rowCheckbox)?.click();
}

/** Where a key leads from a row. */
function indexAfter(key: string, index: number, rowCount: number): number | undefined {
  const wanted = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rowCount - 1 }[key];
  return wanted !== undefined && wanted >= 0 && wanted < rowCount && wanted !== index ? wanted : undefined;
}

interface RowsRegionProps {
  pinned: PinnedRow;
  rowCount: number;
  className?: string;
  children: ReactNode;
}

/** Around the rows: arrow keys go from row to row, Home and End to the first and the last, also where those are not drawn yet. */
export function RowsRegion({ pinned, rowCount, className, children }: RowsRegionProps) {
  const pressKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'x') pressCheckbox(event);
    const { target, currentTarget } = event;
    if (!(target instanceof Element) || !target.matches(`${rowTarget}, ${rowCheckbox}`)) return;
    const index = Number(target.closest('[data-index]')?.getAttribute('data-index'));
    const next = indexAfter(event.key, index, rowCount);
    if (next === undefined) return;
    event.preventDefault();
    pinned.moveTo(next);
    const column = target.matches(rowCheckbox) ? rowCheckbox : rowTarget;
    currentTarget.querySelector<HTMLElement>(`[data-index="${next}"] ${column}`)?.focus();
  };
  return (
    <div className={className} onKeyDown={pressKey} onFocus={pinned.onFocus} onBlur={pinned.onBlur}>
      {children}
    </div>
  );
}
