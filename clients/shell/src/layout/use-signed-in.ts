import { useEffect, useSyncExternalStore } from 'react';
import type * as signedIn from './signed-in.tsx';

type SignedIn = typeof signedIn;
type State = { readonly parts?: SignedIn; readonly error?: Error };

const listeners = new Set<() => void>();
let state: State = {};
let loading: Promise<void> | undefined;

function become(next: State): void {
  state = next;
  for (const listener of [...listeners]) listener();
}

/** Fetches what stands around the page of somebody who is signed in, once. */
export function loadSignedIn(): Promise<void> {
  loading ??= import('./signed-in.tsx').then(
    (parts) => become({ parts }),
    (cause: unknown) =>
      become({ error: new Error('What stands around the page could not be fetched.', { cause }) }),
  );
  return loading;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const getState = (): State => state;

/**
 * What stands around the page of somebody who is signed in: a third of the shell, which a page before signing in does without.
 * Undefined until it is there.
 */
export function useSignedIn(isWanted: boolean): SignedIn | undefined {
  const { parts, error } = useSyncExternalStore(subscribe, getState, getState);
  useEffect(() => {
    if (isWanted) void loadSignedIn();
  }, [isWanted]);
  // Without it there is no shell.
  if (isWanted && error !== undefined) throw error;
  return isWanted ? parts : undefined;
}
