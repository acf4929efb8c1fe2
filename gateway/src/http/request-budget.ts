import { BoundedCache } from '../bounded-cache.ts';

const minuteMs = 60_000;

export interface RequestBudgetOptions {
  readonly requestsPerMinute: number;
  /** Of more than so many, those that were quiet longest are forgotten. */
  readonly addressesMax: number;
  readonly now?: () => number;
}

/** So many requests a minute of one address, and as many at once; a bucket that fills as time goes on. */
export class RequestBudget {
  readonly #options: RequestBudgetOptions;
  readonly #left: BoundedCache<string, { tokens: number; atMs: number }>;

  constructor(options: RequestBudgetOptions) {
    this.#options = options;
    this.#left = new BoundedCache({ entriesMax: options.addressesMax });
  }

  /** Takes one; false when there is none left. */
  take(address: string): boolean {
    const { requestsPerMinute, now = Date.now } = this.#options;
    const atMs = now();
    const last = this.#left.get(address) ?? { tokens: requestsPerMinute, atMs };
    const filled = ((atMs - last.atMs) / minuteMs) * requestsPerMinute;
    const tokens = Math.min(requestsPerMinute, last.tokens + filled);
    const granted = tokens >= 1;
    this.#left.set(address, { tokens: granted ? tokens - 1 : tokens, atMs });
    return granted;
  }
}
