import type * as SealedRecords from './lazy/sealed-records.ts';

/**
 * What this browser keeps for one person while the network is away: named records, each sealed by a key that no script
 * can read out, and gone as a whole when that person leaves or another one comes.
 */
export interface Vault {
  /** Whether this browser can keep anything: only secure pages have what it takes. */
  isAvailable(): boolean;
  /** The server has said who is signed in: what was kept for anybody else is wiped. Resolves with what that was. */
  claim(owner: Owner): Promise<Wiped>;
  /** Whom the records are of, for whoever starts without the network; nobody once the server was not seen for too long. */
  ownerId(): Promise<string | undefined>;
  read(ownerId: string, name: string): Promise<unknown>;
  /** All whose names begin like this, the oldest first. */
  list(ownerId: string, prefix: string): Promise<readonly KeptRecord[]>;
  /** How many there are, whoever they are of. */
  count(prefix: string): Promise<number>;
  /** Keeps a record; false where it could not be kept, or belongs to somebody who is not the owner any more. */
  write(ownerId: string, name: string, value: unknown): Promise<boolean>;
  remove(ownerId: string, name: string): Promise<void>;
  /**
   * Nothing can be read any more as soon as this was called, and nothing is left when it resolves with what there was.
   */
  wipe(): Promise<Wiped>;
  /** Calls the listener after each change that this tab or another one made. */
  subscribe(listener: () => void): () => void;
}

/** Whom records are kept for. In another role one may see other things. */
export interface Owner {
  readonly id: string;
  readonly role: string;
}

/** The names of records that are gone, and whose they were. */
export interface Wiped {
  readonly ownerId?: string | undefined;
  readonly names: readonly string[];
}

export interface KeptRecord {
  readonly name: string;
  readonly value: unknown;
}

/** Names the key that counts. Without it the records are nobody's: unlike a database it is gone at once. */
const MARK = 'payloom.kept-by';

const nothing: Wiped = { names: [] };

const records = (): Promise<typeof SealedRecords> => import('./lazy/sealed-records.ts');

function canKeep(): boolean {
  try {
    return (
      typeof indexedDB !== 'undefined' &&
      typeof localStorage !== 'undefined' &&
      typeof globalThis.crypto?.subtle === 'object' &&
      typeof navigator.locks === 'object'
    );
  } catch {
    // Where a browser lets sites keep nothing, to look is an error.
    return false;
  }
}

/** Tells this tab and the others that something was kept or wiped, and nothing of what. */
function openNews(): { tell: () => void; subscribe: Vault['subscribe'] } {
  const listeners = new Set<() => void>();
  let port: BroadcastChannel | undefined;
  const hear = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const open = (): BroadcastChannel => {
    port ??= new BroadcastChannel('payloom-offline');
    port.onmessage = hear;
    return port;
  };
  return {
    tell: () => {
      open().postMessage('changed');
      hear();
    },
    subscribe: (listener) => {
      if (canKeep()) open();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

class BrowserVault implements Vault {
  readonly #news = openNews();
  /** Counts what was wiped here, so that a claim that was under way meanwhile does not count. */
  #wipes = 0;

  isAvailable(): boolean {
    return canKeep();
  }

  async claim(owner: Owner): Promise<Wiped> {
    if (!canKeep()) return nothing;
    const wipes = this.#wipes;
    const { claimRecords } = await records();
    const { keyId, wiped } = await claimRecords(owner, localStorage.getItem(MARK));
    if (wipes !== this.#wipes) return wiped;
    localStorage.setItem(MARK, keyId);
    if (wiped.ownerId !== undefined) this.#news.tell();
    return wiped;
  }

  async ownerId(): Promise<string | undefined> {
    const mark = this.#mark();
    if (!mark) return undefined;
    const { ownerOf } = await records();
    return ownerOf(mark);
  }

  async read(ownerId: string, name: string): Promise<unknown> {
    const mark = this.#mark();
    return mark ? (await records()).readRecord({ mark, ownerId }, name) : undefined;
  }

  async list(ownerId: string, prefix: string): Promise<readonly KeptRecord[]> {
    const mark = this.#mark();
    return mark ? (await records()).listRecords({ mark, ownerId }, prefix) : [];
  }

  async count(prefix: string): Promise<number> {
    return this.#mark() ? (await records()).countRecords(prefix) : 0;
  }

  async write(ownerId: string, name: string, value: unknown): Promise<boolean> {
    const mark = this.#mark();
    if (!mark) return false;
    const isKept = await (await records()).writeRecord({ mark, ownerId }, name, value);
    if (isKept) this.#news.tell();
    return isKept;
  }

  async remove(ownerId: string, name: string): Promise<void> {
    const mark = this.#mark();
    if (!mark) return;
    await (await records()).removeRecord({ mark, ownerId }, name);
    this.#news.tell();
  }

  async wipe(): Promise<Wiped> {
    if (!canKeep()) return nothing;
    this.#wipes += 1;
    localStorage.removeItem(MARK);
    const wiped = await (await records()).wipeRecords();
    if (wiped.names.length > 0) this.#news.tell();
    return wiped;
  }

  subscribe(listener: () => void): () => void {
    return this.#news.subscribe(listener);
  }

  #mark(): string | null {
    return canKeep() ? localStorage.getItem(MARK) : null;
  }
}

/** What this browser keeps. Import it by the package's name, so that every remote has the same one. */
export const vault: Vault = new BrowserVault();
