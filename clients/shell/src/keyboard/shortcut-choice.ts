const STORAGE_KEY = 'payloom.shortcuts';
const OFF = 'off';

const listeners = new Set<() => void>();
let on: boolean | undefined;

function readStored(): boolean {
  try {
    return globalThis.localStorage?.getItem(STORAGE_KEY) !== OFF;
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
    return true;
  }
}

/** Whether single keys do something. Who dictates, or presses keys by mistake, turns them off. */
export function shortcutsAreOn(): boolean {
  return (on ??= readStored());
}

/** Turns single keys on or off in this browser. */
export function turnShortcuts(next: boolean): void {
  on = next;
  try {
    if (next) globalThis.localStorage?.removeItem(STORAGE_KEY);
    else globalThis.localStorage?.setItem(STORAGE_KEY, OFF);
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

/** Calls the listener after each change, until the returned function is called. */
export function subscribeShortcuts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
