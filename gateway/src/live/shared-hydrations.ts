import type { ExecutionResult } from 'graphql';
import { unlessAborted } from './unless-aborted.ts';

type Hydrate = (signal: AbortSignal) => Promise<ExecutionResult>;

interface Running {
  readonly result: Promise<ExecutionResult>;
  readonly nobodyWaits: AbortController;
  waitingCount: number;
  isOver: boolean;
}

/**
 * Hydrations under way, so that subscribers who would get the same wait for one. A result is kept by nobody once those
 * who waited have it. There are never more of them than subscribers that wait, each for one.
 */
export class SharedHydrations {
  readonly #running = new Map<string, Running>();
  readonly #onBegin: () => void;

  constructor(onBegin: () => void) {
    this.#onBegin = onBegin;
  }

  /** How many are under way. */
  get size(): number {
    return this.#running.size;
  }

  /**
   * Joins the hydration that runs under the key, or runs one. It goes on as long as anybody waits: a signal that aborts
   * takes away one who waits, with an AbortError. The key has to tell all that the result depends on.
   */
  async share(key: string, signal: AbortSignal, hydrate: Hydrate): Promise<ExecutionResult> {
    const known = this.#running.get(key);
    const running = known ?? this.#begin(key, hydrate);
    running.waitingCount += 1;
    try {
      const result = await unlessAborted(running.result, [signal]);
      if (!known || !isSignedOut(result)) return result;
    } finally {
      running.waitingCount -= 1;
      if (running.waitingCount === 0) this.#end(key, running);
    }
    // The token it was fetched with has run out, which is no matter of those who joined. The first of them is next.
    return this.share(key, signal, hydrate);
  }

  #begin(key: string, hydrate: Hydrate): Running {
    this.#onBegin();
    const nobodyWaits = new AbortController();
    const result = hydrate(nobodyWaits.signal).finally(() => {
      running.isOver = true;
      this.#forget(key, running);
    });
    const running: Running = { result, nobodyWaits, waitingCount: 0, isOver: false };
    this.#running.set(key, running);
    return running;
  }

  #end(key: string, running: Running): void {
    this.#forget(key, running);
    // Of one that is over there is nothing to end, and an error with its stack for each update is dear.
    if (!running.isOver) running.nobodyWaits.abort();
  }

  /** Whoever comes from now on begins anew. */
  #forget(key: string, running: Running): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
  }
}

/** Whether a subgraph took the caller for nobody. The gateway's own denials are the same for all who share. */
function isSignedOut({ errors = [] }: ExecutionResult): boolean {
  return errors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED');
}
