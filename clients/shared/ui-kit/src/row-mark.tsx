import { Undo2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Badge } from './badge.tsx';

/** Long enough to be found after the toast was read. */
const SHOWN_MS = 12_000;

const marks = new Map<string, string>();
const listeners = new Set<() => void>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();

function change(key: string, words: string | undefined): void {
  clearTimeout(timers.get(key));
  timers.delete(key);
  if (words === undefined) marks.delete(key);
  else marks.set(key, words);
  for (const listener of listeners) listener();
}

/** Marks a row for a while: what was done to it has been taken back, for it could not be kept. */
export function markRow(key: string, words: string): void {
  change(key, words);
  timers.set(
    key,
    setTimeout(() => change(key, undefined), SHOWN_MS),
  );
}

/** Takes the mark off, as what it says holds no longer. */
export const unmarkRow = (key: string): void => change(key, undefined);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The mark of a row, where it has one: a sign and words, never a colour alone. */
export function RowMark({ of: key }: { of: string }) {
  const words = useSyncExternalStore(subscribe, () => marks.get(key));
  if (words === undefined) return null;
  return (
    <Badge variant="warning" icon={Undo2}>
      {words}
    </Badge>
  );
}
