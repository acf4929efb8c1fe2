import { setTimeout as delay } from 'node:timers/promises';
import { retryDelayMs, type RetryDelays } from './retry-delay.ts';

const startAgainDelays: RetryDelays = { retryDelayBaseMs: 100, retryDelayMaxMs: 5_000 };

/** Something that runs on a connection until that ends. */
export interface Turn {
  /** Resolves, with the cause if there is one, when the turn is over. */
  readonly ended: Promise<Error | undefined>;
  /** Ends the turn and tidies up; also called when it has ended by itself. */
  close(): Promise<void>;
}

/** Starts a turn again whenever the last one ended, with backoff, until it is stopped. */
export class Turns {
  readonly #startTurn: () => Promise<Turn>;
  readonly #onInterrupted: (err: Error | undefined, delayMs: number) => void;
  readonly #stopping = new AbortController();
  #turn: Turn | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    startTurn: () => Promise<Turn>,
    onInterrupted: (err: Error | undefined, delayMs: number) => void,
  ) {
    this.#startTurn = startTurn;
    this.#onInterrupted = onInterrupted;
  }

  /** Rejects when the first turn cannot start; those after it are tried until one does. */
  async start(): Promise<void> {
    this.#turn = await this.#startTurn();
    this.#running = this.#run(this.#turn);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#turn?.close();
    await this.#running;
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #run(first: Turn): Promise<void> {
    const { signal } = this.#stopping;
    let failures = 0;
    for (let ending = first.ended; ;) {
      const err = await ending;
      if (signal.aborted) return;
      await this.#turn?.close();
      this.#turn = undefined;
      failures += 1;
      const delayMs = retryDelayMs(failures, startAgainDelays);
      this.#onInterrupted(err, delayMs);
      await delay(delayMs, undefined, { signal }).catch(() => undefined);
      if (this.#isStopped) return;
      ending = this.#startAgain((turn) => {
        failures = 0;
        return turn.ended;
      });
    }
  }

  async #startAgain(started: (turn: Turn) => Promise<Error | undefined>): Promise<Error | undefined> {
    try {
      const turn = await this.#startTurn();
      this.#turn = turn;
      // Stopped while it started: nobody else knows of it.
      if (this.#isStopped) await turn.close();
      return await started(turn);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}
