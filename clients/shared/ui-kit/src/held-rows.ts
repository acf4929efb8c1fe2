import { useState } from 'react';

export interface HeldRows<Row> {
  shown: readonly Row[];
  /** How many new rows wait above the shown ones. */
  waitingCount: number;
  /** Keys of rows that came in on top since the list was last let move. */
  arrived: ReadonlySet<string>;
  /** Lets the waiting rows in, held or not. */
  release: () => void;
}

interface Memory {
  scope: string | undefined;
  /** The row on top when the list was last let move. */
  top: string | undefined;
  arrived: ReadonlySet<string>;
}

/** The keys above the row that was on top; none where that row is gone, as then it is another list. */
function keysAbove<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  top: string | undefined,
): readonly string[] {
  // What arrives is near the top: nobody looks through all the rows of a long list for it.
  const at = top === undefined ? -1 : rows.findIndex((row) => keyOf(row) === top);
  return rows.slice(0, Math.max(at, 0)).map(keyOf);
}

/**
 * Holds back rows that arrive on top while `held`, so that nothing moves under a pointer. In another `scope` it is
 * another list.
 */
export function useHeldRows<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  { held, scope }: { held: boolean; scope?: string | undefined },
): HeldRows<Row> {
  const top = rows[0] === undefined ? undefined : keyOf(rows[0]);
  const [memory, setMemory] = useState<Memory>({ scope, top, arrived: new Set() });
  const above = keysAbove(rows, keyOf, memory.scope === scope ? memory.top : undefined);
  const next: Memory = { scope, top, arrived: new Set(above) };
  const release = (): void => setMemory(next);
  if (held && above.length > 0) {
    return { shown: rows.slice(above.length), waitingCount: above.length, arrived: memory.arrived, release };
  }
  if (top === memory.top && scope === memory.scope)
    return { shown: rows, waitingCount: 0, arrived: memory.arrived, release };
  // State that follows the rows is set while rendering, so that no frame shows a new row without its glow.
  setMemory(next);
  return { shown: rows, waitingCount: 0, arrived: next.arrived, release };
}
