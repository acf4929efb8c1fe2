import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../../scripts/build/artefacts.ts';

const restartAfterMs = 300;
/** A machine may have much else to do. */
const readyMsMax = 240_000;

export interface ReplicaOptions {
  readonly name: string;
  /** Where its `src/main.ts` stands: `subgraphs/payments`. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Takes what it logs. */
  readonly logFolder: string;
  /** It ended without having been killed. */
  readonly onDeath: (sentence: string) => void;
}

/** One process of a subgraph or a gateway, which is started again when it ends, as a supervisor does. */
export class Replica {
  readonly #options: ReplicaOptions;
  #child: ChildProcess | undefined;
  #isReady = false;
  #isWanted = false;
  #url = '';

  constructor(options: ReplicaOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  /** As it said when it was ready: of a subgraph its graph, of a gateway its origin. Whether or not it runs now. */
  get url(): string {
    return this.#url;
  }

  /** Starts it; resolves when it is ready, at the second try where the database is away at the first. */
  async restart(): Promise<void> {
    this.#isWanted = true;
    const deadlineMs = Date.now() + readyMsMax;
    if (!this.#child) this.#launch();
    while (!this.#isReady) {
      if (Date.now() > deadlineMs) throw new Error(`${this.name} is not ready after ${readyMsMax} ms`);
      await delay(20);
    }
  }

  /** SIGKILL, in the middle of whatever it does. Resolves when it is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM, as at a deployment. Resolves with the code it exits with. */
  terminate(): Promise<unknown> {
    return this.#end('SIGTERM');
  }

  /** Resolves with the code it exits with; 0 where it did not run. */
  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<unknown> {
    this.#isWanted = false;
    const child = this.#child;
    if (!child) return 0;
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code]: unknown[] = await ended;
    return code;
  }

  #launch(): void {
    const { name, folder, env, logFolder } = this.#options;
    const log = openSync(join(logFolder, `${name}.log`), 'a');
    const child = fork(join(root, folder, 'src/main.ts'), {
      env,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.#child = child;
    child.on('message', (message: { url: string }) => {
      this.#url = message.url;
      this.#isReady = true;
    });
    child.once('exit', (code, signal) => this.#bury(code, signal));
  }

  #bury(code: number | null, signal: string | null): void {
    const wasReady = this.#isReady;
    this.#child = undefined;
    this.#isReady = false;
    if (!this.#isWanted) return;
    // A start fails while the database is away; a process that was ready should bear that.
    if (wasReady) this.#options.onDeath(`${this.name} ended by itself (${signal ?? code})`);
    void delay(restartAfterMs).then(() => {
      if (this.#isWanted && !this.#child) this.#launch();
    });
  }
}
