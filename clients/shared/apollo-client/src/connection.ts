import { useSyncExternalStore } from 'react';

/** What the light in the header says. */
export type ConnectionStatus = 'connected' | 'catching-up' | 'offline';

export interface Connection {
  readonly status: ConnectionStatus;
  /** Since when it is so. */
  readonly since: Date;
}

export interface ConnectionStore {
  get(): Connection;
  set(status: ConnectionStatus): void;
  subscribe(listener: () => void): () => void;
}

/** Holds how the live connection is doing. */
export function createConnectionStore(): ConnectionStore {
  const listeners = new Set<() => void>();
  // A page may begin without a network, from what the browser keeps.
  const isAway = typeof navigator !== 'undefined' && !navigator.onLine;
  let connection: Connection = { status: isAway ? 'offline' : 'connected', since: new Date() };
  return {
    get: () => connection,
    set: (status) => {
      if (status === connection.status) return;
      connection = { status, since: new Date() };
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The live connection's state, as it changes. */
export function useConnection(store: ConnectionStore): Connection {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
