import { useSyncExternalStore } from 'react';
import type { ConnectionStore } from './connection.ts';

/** Whether the graph can be asked at the moment. */
export interface Network {
  readonly away: boolean;
  /** Since when it is so. */
  readonly since: Date;
}

export interface NetworkStore {
  get(): Network;
  subscribe(listener: () => void): () => void;
  /** A query was answered. */
  answered(): void;
  /** A query found nobody to answer it. */
  lost(): void;
}

/**
 * Knows whether the network is away: the browser or the live connection says so, or a query found nobody. It is back with
 * the next answer, or when those two say so.
 */
export function createNetworkStore(connection: ConnectionStore): NetworkStore {
  const listeners = new Set<() => void>();
  let isLost = false;
  let network: Network = { away: connection.get().status === 'offline', since: connection.get().since };
  const look = (): void => {
    const away = isLost || connection.get().status === 'offline';
    if (away === network.away) return;
    network = { away, since: new Date() };
    for (const listener of [...listeners]) listener();
  };
  let { status } = connection.get();
  connection.subscribe(() => {
    const before = status;
    ({ status } = connection.get());
    // Who is not signed in has no socket that would ever be connected: that the browser is back has to do.
    if (status === 'connected' || before === 'offline') isLost = false;
    look();
  });
  const set = (lost: boolean) => (): void => {
    isLost = lost;
    look();
  };
  return {
    get: () => network,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answered: set(false),
    lost: set(true),
  };
}

/** Whether the graph can be asked, as it changes. */
export function useNetworkOf(store: NetworkStore): Network {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
