import { setTimeout as delay } from 'node:timers/promises';
import { CacheAway } from './cache-store.ts';

export interface CircuitBreakerOptions {
  /** How long an answer may take. */
  readonly answerTimeMaxMs: number;
  /** How long it rests before it tries whether there are answers again. */
  readonly restMs: number;
  /** Resolves when there are. */
  readonly probe: () => Promise<unknown>;
}

/**
 * Asks something that may hang. Once an answer is late or fails, nobody asks any more, and so nobody waits, until a probe
 * of the breaker's own was answered in time.
 */
export class CircuitBreaker {
  readonly #options: CircuitBreakerOptions;
  readonly #closing = new AbortController();
  #isOpen = false;

  constructor(options: CircuitBreakerOptions) {
    this.#options = options;
  }

  /** Whether nobody asks at the moment. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The answer. Rejects with CacheAway when there is none in time. */
  async ask<Value>(question: () => Promise<Value>): Promise<Value> {
    if (this.#isOpen) throw new CacheAway();
    try {
      return await this.#inTime(question());
    } catch (cause) {
      this.#open();
      throw new CacheAway({ cause });
    }
  }

  /** Stops trying. */
  close(): void {
    this.#closing.abort();
  }

  #open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    void this.#rest().then(() => (this.#isOpen = false));
  }

  /** Resolves when there are answers again, or when nobody wants any. */
  async #rest(): Promise<void> {
    const { restMs, probe } = this.#options;
    const { signal } = this.#closing;
    for (;;) {
      await delay(restMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted || (await this.#isAnswered(probe()))) return;
    }
  }

  #isAnswered(probe: Promise<unknown>): Promise<boolean> {
    return this.#inTime(probe).then(
      () => true,
      () => false,
    );
  }

  #inTime<Value>(answer: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`No answer within ${this.#options.answerTimeMaxMs} ms`));
      // This process may be what is late: an answer that has come by now is read before the next turn of its loop.
      const timer = setTimeout(() => setImmediate(() => setImmediate(late)), this.#options.answerTimeMaxMs);
      answer.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}
