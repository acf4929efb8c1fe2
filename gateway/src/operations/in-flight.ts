import { unlessAborted } from './unless-aborted.ts';

type Work<Result> = (signal: AbortSignal) => Promise<Result>;

interface Running<Result> {
  readonly result: Promise<Result>;
  readonly nobodyWaits: AbortController;
  readonly beganMs: number;
  waitingCount: number;
  isOver: boolean;
}

export interface InFlightOptions<Result> {
  /** Told of each work that begins. */
  readonly onBegin?: () => void;
  /** Whether a result is no matter of those who joined: then the first of them is next to work. */
  readonly isOfOneOnly?: (result: Result) => boolean;
  /** What has been under way for longer is joined by nobody more; any work when left out. */
  readonly joinableMs?: number;
}

/**
 * Work under way, so that all who want the same at the same time wait for one. A result is kept by nobody once those who
 * waited have it. There is never more of it than there are who wait.
 */
export class InFlight<Result> {
  readonly #running = new Map<string, Running<Result>>();
  readonly #options: InFlightOptions<Result>;

  constructor(options: InFlightOptions<Result> = {}) {
    this.#options = options;
  }

  /** How much is under way. */
  get size(): number {
    return this.#running.size;
  }

  /**
   * Joins the work that goes on under the key, or begins it. It goes on as long as anybody waits: a signal that aborts
   * takes away one who waits, with an AbortError. The key has to tell all that the result depends on.
   */
  async share(
    key: string,
    signal: AbortSignal,
    work: Work<Result>,
    isOfOneOnly = this.#options.isOfOneOnly,
  ): Promise<Result> {
    const known = this.#joinable(key);
    const running = known ?? this.#begin(key, work);
    running.waitingCount += 1;
    try {
      const result = await unlessAborted(running.result, [signal]);
      if (!known || isOfOneOnly?.(result) !== true) return result;
    } finally {
      running.waitingCount -= 1;
      if (running.waitingCount === 0) this.#end(key, running);
    }
    return this.share(key, signal, work, isOfOneOnly);
  }

  /** Something has changed: whoever comes from now on joins nothing that began before. */
  forgetAll(): void {
    this.#running.clear();
  }

  #joinable(key: string): Running<Result> | undefined {
    const running = this.#running.get(key);
    const { joinableMs } = this.#options;
    if (!running || joinableMs === undefined) return running;
    return performance.now() - running.beganMs <= joinableMs ? running : undefined;
  }

  #begin(key: string, work: Work<Result>): Running<Result> {
    this.#options.onBegin?.();
    const nobodyWaits = new AbortController();
    const result = work(nobodyWaits.signal).finally(() => {
      running.isOver = true;
      this.#forget(key, running);
    });
    const beganMs = performance.now();
    const running: Running<Result> = { result, nobodyWaits, beganMs, waitingCount: 0, isOver: false };
    this.#running.set(key, running);
    return running;
  }

  #end(key: string, running: Running<Result>): void {
    this.#forget(key, running);
    // Of one that is over there is nothing to end, and an error with its stack for each is dear.
    if (!running.isOver) running.nobodyWaits.abort();
  }

  /** Whoever comes from now on begins anew. */
  #forget(key: string, running: Running<Result>): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
  }
}
