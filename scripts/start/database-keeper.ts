import { setTimeout as delay } from 'node:timers/promises';
import type { Postgres } from './postgres.ts';
import { describeFailure } from './problem.ts';

export interface DatabaseKeeperOptions {
  /** Starts the server; again on the port that it had, which the services know. */
  readonly launch: (port?: number) => Promise<Postgres>;
  readonly say: (sentence: string) => void;
  readonly backoffMilliseconds?: (failures: number) => number;
}

const backoffMillisecondsMax = 10_000;
/** One that has run for so long has started well. */
const settledMilliseconds = 60_000;

const exponential = (failures: number): number =>
  failures === 0 ? 0 : Math.min(backoffMillisecondsMax, 250 * 2 ** failures);

/** The database server of a data folder, which is started again for as long as it is wanted: also a full disk has room again. */
export class DatabaseKeeper {
  readonly #options: Required<DatabaseKeeperOptions>;
  readonly #stopping = new AbortController();
  #current: Promise<Postgres> | undefined;
  /** How often in a row it has ended soon after it was started, or could not be started. */
  #failures = 0;

  constructor(options: DatabaseKeeperOptions) {
    this.#options = { backoffMilliseconds: exponential, ...options };
  }

  /** Starts it. Rejects when it cannot be started the first time. */
  async start(): Promise<Postgres> {
    this.#current = this.#options.launch();
    const postgres = await this.#current;
    this.#watch(postgres);
    return postgres;
  }

  /** The server that runs, or is about to. Throws before the start. */
  get current(): Promise<Postgres> {
    if (!this.#current) throw new Error('The database server has not been started.');
    return this.#current;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const [postgres] = await Promise.allSettled([this.#current]);
    if (postgres.status === 'fulfilled') await postgres.value?.stop();
  }

  #watch(postgres: Postgres): void {
    const startedAtMs = performance.now();
    void postgres.died.then(() => {
      if (this.#stopping.signal.aborted) return undefined;
      const isSettled = performance.now() - startedAtMs > settledMilliseconds;
      this.#failures = isSettled ? 0 : this.#failures + 1;
      this.#options.say(
        'The database server ended unexpectedly. Starting it again; what was confirmed is kept.',
      );
      return this.#bringBack(postgres.port);
    });
  }

  async #bringBack(port: number): Promise<void> {
    const { launch, say, backoffMilliseconds } = this.#options;
    const { signal } = this.#stopping;
    for (let told = ''; ; this.#failures += 1) {
      await delay(backoffMilliseconds(this.#failures), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      this.#current = launch(port);
      try {
        this.#watch(await this.#current);
        return say('The database server runs again.');
      } catch (error) {
        const failure = describeFailure(error);
        if (failure !== told) say(`${failure}\nIt is tried again until it starts.`);
        told = failure;
      }
    }
  }
}
