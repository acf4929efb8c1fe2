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
  /** The row on top when the list was last let move. */
  top: string | undefined;
  arrived: ReadonlySet<string>;
}

/** The keys above the row that was on top; none where that row is gone, as then it is another list. */
function keysAbove(keys: readonly string[], top: string | undefined): readonly string[] {
  const at = top === undefined ? -1 : keys.indexOf(top);
  return at > 0 ? keys.slice(0, at) : [];
}

/** Holds back rows that arrive on top while `held`, so that nothing moves under a pointer. */
export function useHeldRows<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  held: boolean,
): HeldRows<Row> {
  const keys = rows.map(keyOf);
  const [memory, setMemory] = useState<Memory>({ top: keys[0], arrived: new Set() });
  const above = keysAbove(keys, memory.top);
  const next: Memory = { top: keys[0], arrived: new Set(above) };
  const release = (): void => setMemory(next);
  if (held && above.length > 0) {
    return { shown: rows.slice(above.length), waitingCount: above.length, arrived: memory.arrived, release };
  }
  if (keys[0] === memory.top) return { shown: rows, waitingCount: 0, arrived: memory.arrived, release };
  // State that follows the rows is set while rendering, so that no frame shows a new row without its glow.
  setMemory(next);
  return { shown: rows, waitingCount: 0, arrived: next.arrived, release };
}
