import type { StampName } from './stamps.ts';

/** A value as it is kept: with the stamps it counts by. */
export const valueOf = (stamps: string, text: string): string => `${stamps}\n${text}`;

/** The text of a value that counts by these stamps. */
export function textOf(stamps: string, value: string | null): string | null {
  return value?.startsWith(valueOf(stamps, '')) ? value.slice(stamps.length + 1) : null;
}

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

/** A value that nobody has kept so far. */
export interface Lacking {
  readonly key: string;
  /** What it would count by. */
  readonly stamps: string;
}

/** Whether a fetch is for who asks, or at somebody else; or what has been kept meanwhile. */
export type Lease = 'ours' | 'theirs' | { readonly text: string };

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
  /** Takes the fetch of values upon itself, for a moment, but for those that others have taken upon them, or brought. */
  lease(values: readonly Lacking[], timeMs: number): Promise<Lease[]>;
  /** Leaves the fetch of values to others. */
  release(values: readonly Lacking[]): void;
  close(): void;
}
