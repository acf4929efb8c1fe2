import { useEffect, useSyncExternalStore } from 'react';

/** A part of the shell that not every page needs. */
export interface Later<Parts> {
  /** Fetches it, once; settles when it is there or could not be fetched. */
  readonly load: () => Promise<void>;
  /**
   * The part where it is wanted, undefined until it is there. Throws where it could not be fetched, for there is no page without
   * what that page wants.
   */
  readonly use: (isWanted: boolean) => Parts | undefined;
}

interface State<Parts> {
  readonly parts?: Parts;
  readonly error?: Error;
}

/** Makes a part that is fetched by `fetchParts` when it is first wanted. `failure` says that it could not be. */
export function createLater<Parts>(fetchParts: () => Promise<Parts>, failure: string): Later<Parts> {
  const listeners = new Set<() => void>();
  let state: State<Parts> = {};
  let loading: Promise<void> | undefined;
  const become = (next: State<Parts>): void => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const getState = (): State<Parts> => state;
  const load = (): Promise<void> => {
    loading ??= fetchParts().then(
      (parts) => become({ parts }),
      (cause: unknown) => become({ error: new Error(failure, { cause }) }),
    );
    return loading;
  };
  return {
    load,
    use: function useLater(isWanted) {
      const { parts, error } = useSyncExternalStore(subscribe, getState, getState);
      useEffect(() => {
        if (isWanted) void load();
      }, [isWanted]);
      if (isWanted && error !== undefined) throw error;
      return isWanted ? parts : undefined;
    },
  };
}
