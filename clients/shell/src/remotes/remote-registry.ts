import type { RemoteEntry } from '@payloom/session/remote-entry';
import { isUnder, type RemoteListing } from './remote-list.ts';

/** A remote and how far its loading is. */
export type RemoteState = { readonly listing: RemoteListing } & (
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly entry: RemoteEntry }
  | { readonly status: 'failed' }
);
export type ReadyRemote = RemoteState & { readonly status: 'ready' };

export interface RegistryState {
  /** Of the list itself. */
  readonly status: 'loading' | 'listed' | 'failed';
  readonly remotes: readonly RemoteState[];
}

export interface RemoteRegistry {
  getState(): RegistryState;
  subscribe(listener: () => void): () => void;
  /** Reads the list and begins to load every remote on it. */
  start(): Promise<void>;
  /** Tries a remote that failed again. */
  retry(name: string): Promise<void>;
  /** The remotes that may answer `path`, once each is loaded or has failed. */
  answering(path: string): Promise<readonly ReadyRemote[]>;
}

export interface RemoteRegistryOptions {
  readonly fetchList: () => Promise<RemoteListing[]>;
  readonly loadEntry: (listing: RemoteListing, again: boolean) => Promise<RemoteEntry>;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const isReady = (remote: RemoteState): remote is ReadyRemote => remote.status === 'ready';

function within<T>(timeoutMs: number, task: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`took longer than ${timeoutMs} ms`)), timeoutMs);
    task.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Knows the remotes by their list alone. One that cannot be loaded is marked so and harms no other. */
export function createRemoteRegistry(options: RemoteRegistryOptions): RemoteRegistry {
  const { fetchList, loadEntry, timeoutMs = TIMEOUT_MS } = options;
  const listeners = new Set<() => void>();
  const loads = new Map<string, Promise<void>>();
  let state: RegistryState = { status: 'loading', remotes: [] };
  let listed: Promise<void> | undefined;

  const setState = (next: RegistryState): void => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const setRemote = (next: RemoteState): void => {
    const remotes = state.remotes.map((each) => (each.listing.name === next.listing.name ? next : each));
    setState({ ...state, remotes });
  };
  const load = async (listing: RemoteListing, again: boolean): Promise<void> => {
    setRemote({ listing, status: 'loading' });
    try {
      const entry = await within(timeoutMs, loadEntry(listing, again));
      setRemote({ listing, status: 'ready', entry });
    } catch (error) {
      // The page says that the remote is missing; why is for who opens the console.
      console.error(`The remote ${listing.name} could not be loaded.`, error);
      setRemote({ listing, status: 'failed' });
    }
  };
  const list = async (): Promise<void> => {
    setState({ status: 'loading', remotes: [] });
    try {
      const listings = await fetchList();
      setState({ status: 'listed', remotes: listings.map((listing) => ({ listing, status: 'loading' })) });
      for (const listing of listings) loads.set(listing.name, load(listing, false));
    } catch (error) {
      console.error('The list of remotes could not be read.', error);
      setState({ status: 'failed', remotes: [] });
    }
  };
  const start = (): Promise<void> => (listed = list());

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start,
    retry: async (name) => {
      const remote = state.remotes.find(({ listing }) => listing.name === name);
      if (remote?.status === 'failed') loads.set(name, load(remote.listing, true));
      await loads.get(name);
    },
    answering: async (path) => {
      await (listed ?? start());
      const names = state.remotes.filter(({ listing }) => isUnder(path, listing.paths));
      const asked = (names.length > 0 ? names : state.remotes).map(({ listing }) => listing.name);
      await Promise.all(asked.map((name) => loads.get(name)));
      return state.remotes.filter(isReady).filter(({ listing }) => asked.includes(listing.name));
    },
  };
}
