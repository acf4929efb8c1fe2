import { useSyncExternalStore } from 'react';
import type { PendingAction } from './pending-actions.ts';

const actions = new Map<string, PendingAction>();
const listeners = new Set<() => void>();

/** Says what waits to be done to a row; undefined when nothing does any more. */
export function setPendingOf(row: string, action: PendingAction | undefined): void {
  if (action) actions.set(row, action);
  else actions.delete(row);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was done to a row a moment ago and can be undone still. */
export const usePendingOf = (row: string): PendingAction | undefined =>
  useSyncExternalStore(subscribe, () => actions.get(row));
