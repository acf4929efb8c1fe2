/** What somebody chose; "system" follows the device. */
export type ThemeChoice = 'light' | 'dark' | 'system';

export const themeChoices: readonly ThemeChoice[] = ['light', 'dark', 'system'];

const STORAGE_KEY = 'payloom.theme';
const listeners = new Set<() => void>();
let choice: ThemeChoice | undefined;

const isChoice = (value: unknown): value is ThemeChoice => themeChoices.some((each) => each === value);

function readStored(): ThemeChoice {
  try {
    const stored = globalThis.localStorage?.getItem(STORAGE_KEY);
    return isChoice(stored) ? stored : 'system';
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
    return 'system';
  }
}

function show(next: ThemeChoice): void {
  choice = next;
  const root = globalThis.document?.documentElement;
  root?.classList.toggle('light', next === 'light');
  root?.classList.toggle('dark', next === 'dark');
  for (const listener of listeners) listener();
}

/** The choice in force. */
export function getTheme(): ThemeChoice {
  return (choice ??= readStored());
}

/** Shows and remembers a choice. Other tabs follow. */
export function setTheme(next: ThemeChoice): void {
  try {
    globalThis.localStorage?.setItem(STORAGE_KEY, next);
  } catch {
    // As above.
  }
  show(next);
}

/** Shows the remembered choice and follows other tabs; called once, before the first render. Returns how to stop. */
export function startTheme(): () => void {
  const follow = (event: StorageEvent): void => {
    if (event.key === STORAGE_KEY || event.key === null) show(readStored());
  };
  show(readStored());
  globalThis.addEventListener('storage', follow);
  return () => globalThis.removeEventListener('storage', follow);
}

/** Calls the listener after each change, until the returned function is called. */
export function subscribeTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
