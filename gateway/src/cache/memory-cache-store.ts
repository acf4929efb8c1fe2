import { randomBytes } from 'node:crypto';
import { BoundedCache } from '../bounded-cache.ts';
import { textOf, type CacheStore, type Kept, type Lacking, type Lease, type Looked } from './cache-store.ts';
import type { StampName } from './stamps.ts';

const bounds = {
  valuesMax: 10_000,
  valuesCharactersMax: 32 * 1024 * 1024,
  stampsMax: 100_000,
};

/** Keeps answers in this process, for an installation with one gateway; the ones used longest ago go first. */
export class MemoryCacheStore implements CacheStore {
  readonly #bounds: typeof bounds;
  readonly #values: BoundedCache<string, { readonly value: string; readonly endsAtMs: number }>;
  readonly #stamps = new Map<StampName, string>();
  #epoch = freshStamp();

  constructor(changes: Partial<typeof bounds> = {}) {
    this.#bounds = { ...bounds, ...changes };
    const { valuesMax: entriesMax, valuesCharactersMax: weightMax } = this.#bounds;
    this.#values = new BoundedCache({ entriesMax, weightMax });
  }

  async look(stamps: readonly StampName[], keys: readonly string[]): Promise<Looked> {
    return {
      epoch: this.#epoch,
      stamps: stamps.map((name) => this.#stamps.get(name) ?? ''),
      values: keys.map((key) => this.#find(key)),
    };
  }

  keep(values: readonly Kept[]): void {
    const now = performance.now();
    for (const { key, value, timeMs } of values)
      this.#values.set(key, { value, endsAtMs: now + timeMs }, key.length + value.length);
  }

  async change(stamps: readonly StampName[]): Promise<void> {
    const stamp = freshStamp();
    for (const name of stamps) this.#stamps.set(name, stamp);
    // To let some of them go would make what was kept before they changed look as if they had not.
    if (this.#stamps.size > this.#bounds.stampsMax) await this.forget();
  }

  async forget(): Promise<void> {
    this.#epoch = freshStamp();
    this.#stamps.clear();
  }

  async lease(values: readonly Lacking[]): Promise<Lease[]> {
    return values.map(({ key, stamps }) => {
      const text = textOf(stamps, this.#find(key));
      return text === null ? 'ours' : { text };
    });
  }

  release(): void {}

  close(): void {}

  #find(key: string): string | null {
    const kept = this.#values.get(key);
    return kept && kept.endsAtMs > performance.now() ? kept.value : null;
  }
}

/** A text that no stamp ever had. */
export function freshStamp(): string {
  return randomBytes(9).toString('base64url');
}
