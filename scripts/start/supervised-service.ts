import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { BoundedLog } from './bounded-log.ts';
import { errorLinesOf, lastWords, limitLines } from './log-lines.ts';
import { Problem } from './problem.ts';

export interface ServiceSpec {
  readonly name: string;
  /** The file node runs. */
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface SupervisorOptions {
  readonly log: BoundedLog;
  readonly say: (sentence: string) => void;
  /** Called with every new process, so that it can be written down. */
  readonly onSpawn: (pid: number) => void;
  /** In development a service that cannot start waits for the next edit instead. */
  readonly restarts: boolean;
  readonly backoffMilliseconds?: (failures: number) => number;
}

const backoffMillisecondsMax = 10_000;
const startTriesMax = 3;
const readyMillisecondsMax = 90_000;
const drainMillisecondsMax = 10_000;
const outputCharactersMax = 8_192;

const exponential = (failures: number): number => Math.min(backoffMillisecondsMax, 250 * 2 ** failures);

function isReadyMessage(message: unknown): message is { type: 'ready'; url: string } {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}

function isSentence(message: unknown): message is { sentence: string } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'sentence' in message &&
    typeof message.sentence === 'string'
  );
}

/** One child process that is started again when it dies. */
export class SupervisedService {
  readonly name: string;
  readonly #spec: ServiceSpec;
  readonly #options: SupervisorOptions;
  readonly #surface: (line: string) => void;
  #child: ChildProcess | undefined;
  #retry: NodeJS.Timeout | undefined;
  #failures = 0;
  #wanted = false;
  #isReady = false;
  #output = '';
  #ready = Promise.withResolvers<string>();

  constructor(spec: ServiceSpec, options: SupervisorOptions) {
    this.name = spec.name;
    this.#spec = spec;
    this.#options = options;
    this.#surface = limitLines(options.say, `${spec.name}: more of this in ${options.log.path}`);
  }

  /** Starts the service; resolves with its address when it says that it listens. */
  start(): Promise<string> {
    this.#wanted = true;
    this.#ready = Promise.withResolvers<string>();
    const timer = setTimeout(
      () => this.#giveUp(`did not get ready within ${readyMillisecondsMax / 1_000} s`),
      readyMillisecondsMax,
    );
    this.#spawn();
    return this.#ready.promise.finally(() => clearTimeout(timer));
  }

  /** Asks the service to drain, waits until it has ended, and ends it the hard way when that takes too long. */
  async stop(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#retry);
    this.#ready.promise.catch(() => undefined);
    this.#ready.reject(new Problem(`${this.name} was stopped.`));
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    // Not `exit`: what it said last is still in the pipe then.
    const exit = once(child, 'close');
    child.kill('SIGTERM');
    const timer = setTimeout(() => {
      this.#options.say(`${this.name} did not stop within ${drainMillisecondsMax / 1_000} s and was killed.`);
      child.kill('SIGKILL');
    }, drainMillisecondsMax);
    await exit;
    clearTimeout(timer);
  }

  async restart(): Promise<string> {
    await this.stop();
    this.#failures = 0;
    return this.start();
  }

  #spawn(): void {
    const { entry, env } = this.#spec;
    this.#output = '';
    this.#isReady = false;
    // A group of its own: Ctrl-C in the terminal reaches it only through us, in order.
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', this.#write);
    child.on('message', this.#onMessage);
    child.once('error', (error) => this.#write(`${error.message}\n`));
    child.once('close', (code, signal) => this.#onExit(child, signal ?? `exit code ${code}`));
    if (child.pid !== undefined) this.#options.onSpawn(child.pid);
  }

  readonly #onMessage = (message: unknown): void => {
    if (isSentence(message)) this.#options.say(message.sentence);
    if (!isReadyMessage(message)) return;
    this.#failures = 0;
    this.#isReady = true;
    this.#ready.resolve(message.url);
  };

  readonly #write = (text: string): void => {
    this.#options.log.write(text);
    this.#output = (this.#output + text).slice(-outputCharactersMax);
    for (const line of errorLinesOf(text)) this.#surface(`${this.name}: ${line}`);
  };

  #onExit(child: ChildProcess, how: string): void {
    if (!this.#wanted || child !== this.#child) return;
    this.#failures += 1;
    const last = lastWords(this.#output);
    if (!this.#options.restarts) return this.#waitForEdit(how, last);
    if (this.#failures > startTriesMax) this.#giveUp(`does not start (${how}): ${last}`);
    const milliseconds = (this.#options.backoffMilliseconds ?? exponential)(this.#failures);
    this.#options.say(
      `${this.name} ended (${how}): ${last}. Starting it again in ${milliseconds / 1_000} s.`,
    );
    this.#retry = setTimeout(() => this.#spawn(), milliseconds);
  }

  /** Before it was ready, whoever started it tells; later only this can. */
  #waitForEdit(how: string, last: string): void {
    if (this.#isReady)
      this.#options.say(`${this.name} ended (${how}): ${last}. It starts again at the next edit.`);
    this.#giveUp(`ended (${how}): ${last}`);
  }

  #giveUp(reason: string): void {
    this.#ready.reject(new Problem(`${this.name} ${reason}\nIts log: ${this.#options.log.path}`));
  }
}
