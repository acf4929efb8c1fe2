import type { StampName } from './stamps.ts';

/** What was asked for, as it stood at one moment. */
export interface Looked {
  /** Of all that is kept. It becomes another when nothing of it counts any more. */
  readonly epoch: string;
  /** In the order of their names; empty for one that has not changed for long. */
  readonly stamps: readonly string[];
  /** In the order of their keys; null where nothing is kept. */
  readonly values: readonly (string | null)[];
}

/** A value to keep. */
export interface Kept {
  readonly key: string;
  readonly value: string;
  readonly timeMs: number;
}

/** It cannot be asked now; whoever wanted to know goes without. */
export class CacheAway extends Error {
  constructor(options?: ErrorOptions) {
    super('The cache is away', options);
    this.name = 'CacheAway';
  }
}

/** The port to what keeps answers, and the stamps they count by. */
export interface CacheStore {
  /** Stamps and values. Rejects with CacheAway, soon, where that cannot be had. */
  look(stamps: readonly StampName[], keys: readonly string[]): Promise<Looked>;
  /** Keeps values, if it can. */
  keep(values: readonly Kept[]): void;
  /** Gives stamps another text. Where the store is away this waits for it, until the signal aborts. */
  change(stamps: readonly StampName[], signal?: AbortSignal): Promise<void>;
  /** From now on nothing counts that was kept before. Waits like `change`. */
  forget(signal?: AbortSignal): Promise<void>;
  /** Takes the fetch of each of the keys upon itself, for a moment, and says of which it did: another is at the others. */
  lease(keys: readonly string[], timeMs: number): Promise<boolean[]>;
  /** Leaves the fetch of each of the keys to others. */
  release(keys: readonly string[]): void;
  close(): void;
}
