import type { RemoteEntry } from '@payloom/session/remote-entry';
import type { Role } from '@payloom/session/viewer';
import type { LoadEntry } from './load-entry.ts';
import { isUnder } from './is-under.ts';
import { isMeantFor, type RemoteListing } from './remote-list.ts';

/** A remote and how far its loading is. */
export type RemoteState = { readonly listing: RemoteListing } & (
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly entry: RemoteEntry }
  | { readonly status: 'failed'; /** It is there, but not as it was released. */ readonly tampered: boolean }
);
export type ReadyRemote = RemoteState & { readonly status: 'ready' };
export type FailedRemote = RemoteState & { readonly status: 'failed' };

export interface RegistryState {
  /** Of the list itself. */
  readonly status: 'loading' | 'listed' | 'failed';
  readonly remotes: readonly RemoteState[];
}

export interface RemoteRegistry {
  readonly getState: () => RegistryState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Reads the list. Every remote on it begins to load, or each when a path is asked for that it may answer. */
  start(which?: 'all' | 'asked'): Promise<void>;
  /**
   * Lets the remotes begin to load that have something for somebody of that role on whatever page; with a path, those of them
   * that its page is made of.
   */
  loadFor(role: Role | undefined, path?: string): void;
  /** Tries a remote that failed again, at the version that is released now. */
  retry(name: string): Promise<void>;
  /** Opens the page anew when another version of the remote is released by now, and says whether it does. */
  renew(name: string): Promise<boolean>;
  /** Whether something of the remote went wrong because it is not as it was released. */
  isTampered(name: string, error: unknown): Promise<boolean>;
  /** The remotes that may answer `path`, once each is loaded or has failed. */
  answering(path: string): Promise<readonly ReadyRemote[]>;
}

export interface RemoteRegistryOptions {
  readonly fetchList: () => Promise<RemoteListing[]>;
  readonly loadEntry: LoadEntry;
  /** Whether an error comes of a file that is not as it was released. */
  readonly isTampered?: (listing: RemoteListing, error: unknown) => Promise<boolean>;
  readonly reload?: () => void;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const isReady = (remote: RemoteState): remote is ReadyRemote => remote.status === 'ready';

/** Whether the page has to say that the remote is missing. */
export const isFailed = (remote: RemoteState): remote is FailedRemote => remote.status === 'failed';

class LateError extends Error {}

function within<T>(timeoutMs: number, task: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new LateError(`took longer than ${timeoutMs} ms`)), timeoutMs);
    task.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Knows the remotes by their list alone. One that cannot be loaded is marked so and harms no other. */
class Registry implements RemoteRegistry {
  readonly #parts: RemoteRegistryOptions;
  readonly #listeners = new Set<() => void>();
  readonly #loads = new Map<string, Promise<void>>();
  #state: RegistryState = { status: 'loading', remotes: [] };
  #listed: Promise<void> | undefined;
  /** Says of each remote that is to be loaded that it is; by what was asked for, since the same is asked for again and again. */
  readonly #wanted = new Map<string, (listing: RemoteListing) => boolean>();

  constructor(parts: RemoteRegistryOptions) {
    this.#parts = parts;
  }

  readonly getState = (): RegistryState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(which: 'all' | 'asked' = 'all'): Promise<void> {
    if (which === 'all') this.#wanted.set('all', () => true);
    this.#listed = this.#list();
    return this.#listed;
  }

  loadFor(role: Role | undefined, path?: string): void {
    this.#wanted.set(
      `${role} ${path}`,
      (listing) => isMeantFor(role, listing) && (path === undefined || isUnder(path, listing.paths)),
    );
    this.#loadWanted();
  }

  async retry(name: string): Promise<void> {
    const remote = this.#find(name);
    if (remote?.status === 'failed') this.#loads.set(name, this.#loadAgain(remote));
    await this.#loads.get(name);
  }

  async renew(name: string): Promise<boolean> {
    try {
      const released = (await this.#parts.fetchList()).find((listing) => listing.name === name);
      if (released?.version === this.#find(name)?.listing.version) return false;
    } catch {
      // Whether there is another version is not known: what is tried again is the one there was.
      return false;
    }
    // Two versions in one page would take each other's chunks for their own.
    this.#parts.reload?.();
    return true;
  }

  async isTampered(name: string, error: unknown): Promise<boolean> {
    const listing = this.#find(name)?.listing;
    return (listing && (await this.#parts.isTampered?.(listing, error))) ?? false;
  }

  async answering(path: string): Promise<readonly ReadyRemote[]> {
    await (this.#listed ?? this.start());
    const owners = this.#state.remotes.filter(({ listing }) => isUnder(path, listing.paths));
    const asked = (owners.length > 0 ? owners : this.#state.remotes).map(({ listing }) => listing.name);
    await Promise.all(asked.map((name) => this.#loaded(name)));
    return this.#state.remotes.filter(isReady).filter(({ listing }) => asked.includes(listing.name));
  }

  async #list(): Promise<void> {
    this.#setState({ status: 'loading', remotes: [] });
    try {
      const listings = await this.#parts.fetchList();
      this.#setState({
        status: 'listed',
        remotes: listings.map((listing) => ({ listing, status: 'loading' })),
      });
      this.#loads.clear();
      this.#loadWanted();
    } catch (error) {
      console.error('The list of remotes could not be read.', error);
      this.#setState({ status: 'failed', remotes: [] });
    }
  }

  #loadWanted(): void {
    for (const { listing } of this.#state.remotes)
      if ([...this.#wanted.values()].some((isWanted) => isWanted(listing))) void this.#loaded(listing.name);
  }

  /** Once the remote is loaded or has failed; it begins to load now, unless it has. */
  async #loaded(name: string): Promise<void> {
    const listing = this.#find(name)?.listing;
    if (listing && !this.#loads.has(name)) this.#loads.set(name, this.#load(listing));
    await this.#loads.get(name);
  }

  #find(name: string): RemoteState | undefined {
    return this.#state.remotes.find(({ listing }) => listing.name === name);
  }

  async #loadAgain({ listing }: RemoteState): Promise<void> {
    this.#setRemote({ listing, status: 'loading' });
    if (!(await this.renew(listing.name))) await this.#load(listing);
  }

  async #load(listing: RemoteListing): Promise<void> {
    this.#setRemote({ listing, status: 'loading' });
    try {
      const { loadEntry, timeoutMs = TIMEOUT_MS } = this.#parts;
      const entry = await within(timeoutMs, loadEntry(listing));
      this.#setRemote({ listing, status: 'ready', entry });
    } catch (error) {
      // The page says that the remote is missing; why is for who opens the console.
      console.error(`The remote ${listing.name} could not be loaded.`, error);
      const tampered = !(error instanceof LateError) && (await this.isTampered(listing.name, error));
      this.#setRemote({ listing, status: 'failed', tampered });
    }
  }

  #setRemote(next: RemoteState): void {
    const { remotes } = this.#state;
    this.#setState({
      ...this.#state,
      remotes: remotes.map((each) => (each.listing.name === next.listing.name ? next : each)),
    });
  }

  #setState(next: RegistryState): void {
    this.#state = next;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Makes the registry; nothing is fetched before it is started or asked. */
export function createRemoteRegistry(options: RemoteRegistryOptions): RemoteRegistry {
  return new Registry(options);
}
