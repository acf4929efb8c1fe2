import { setTimeout as delay } from 'node:timers/promises';
import { connect, type Channel, type ChannelModel, type ConfirmChannel } from 'amqplib';
import type { Logger } from 'pino';
import { closeQuietly } from './rabbitmq-close.ts';
import { retryDelayMs, type RetryDelays } from './retry-delay.ts';

const heartbeatSeconds = 10;
const connectTimeMaxMsDefault = 10_000;

export type BrokerLog = Pick<Logger, 'info' | 'warn' | 'error'>;

export interface RabbitMqConnectionOptions extends RetryDelays {
  readonly url: string;
  /** What the connection is for, as logs and RabbitMQ's own lists show it. */
  readonly name: string;
  readonly log: BrokerLog | undefined;
  /** How long RabbitMQ may take to answer a new connection. */
  readonly connectTimeMaxMs?: number;
  /** Runs on each new connection before anybody else may use it. */
  readonly prepare?: (model: ChannelModel) => Promise<void>;
}

function withHeartbeat(url: string): string {
  const address = new URL(url);
  if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', String(heartbeatSeconds));
  return address.href;
}

/** One connection that comes back by itself, with backoff, until it is closed. */
export class RabbitMqConnection {
  readonly #options: RabbitMqConnectionOptions;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<() => void>();
  #running: Promise<void> = Promise.resolve();
  #model: ChannelModel | undefined;
  #blocked = false;
  #failures = 0;

  constructor(options: RabbitMqConnectionOptions) {
    this.#options = options;
  }

  /** Resolves after the first attempt, whether it worked or not. */
  async open(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#running = this.#run(resolve);
    await promise;
  }

  get isUp(): boolean {
    return this.#model !== undefined;
  }

  /** RabbitMQ takes no messages on it: its memory or disk is short. */
  get isBlocked(): boolean {
    return this.#blocked;
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Calls back whenever the connection comes up, goes away, is blocked or unblocked. Returns the way to end that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Rejects while the connection is away. */
  async channel(): Promise<Channel> {
    return watched(await this.#up().createChannel());
  }

  /** Rejects while the connection is away. */
  async confirmChannel(): Promise<ConfirmChannel> {
    return watched(await this.#up().createConfirmChannel());
  }

  /** Rejects while the connection is away. */
  async use<T>(work: (model: ChannelModel) => Promise<T>): Promise<T> {
    return work(this.#up());
  }

  /** Drops the connection, so that a new one is made and prepared. */
  restart(): void {
    if (this.#model) void closeQuietly(this.#model);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  #up(): ChannelModel {
    if (this.#model === undefined) throw new Error(`RabbitMQ is away (${this.#options.name})`);
    return this.#model;
  }

  async #run(attempted: () => void): Promise<void> {
    const { log, name } = this.#options;
    const { signal } = this.#closing;
    while (!this.#isClosing()) {
      try {
        await this.#live(attempted);
      } catch (err) {
        attempted();
        if (this.#isClosing()) break;
        this.#failures += 1;
        const delayMs = retryDelayMs(this.#failures, this.#options);
        log?.warn({ err, connection: name, delayMs }, 'RabbitMQ is away and is tried again');
        await delay(delayMs, undefined, { signal }).catch(() => undefined);
      }
    }
    attempted();
  }

  /** From connecting to the end of the connection, which it throws; returns when that was asked for. */
  async #live(attempted: () => void): Promise<void> {
    const { prepare } = this.#options;
    const model = await this.#connectUnlessClosing();
    if (!model) return;
    const ended = this.#follow(model);
    const close = () => void closeQuietly(model);
    this.#closing.signal.addEventListener('abort', close);
    try {
      if (this.#isClosing()) return;
      await prepare?.(model);
      this.#failures = 0;
      this.#change(model, false);
      attempted();
      const error = await ended;
      if (!this.#isClosing()) throw error ?? new Error('The connection was closed');
    } finally {
      this.#closing.signal.removeEventListener('abort', close);
      this.#change(undefined, false);
      await closeQuietly(model);
    }
  }

  /** Resolves with nothing when it is closed before RabbitMQ has answered: a silent one must not hold up a drain. */
  async #connectUnlessClosing(): Promise<ChannelModel | undefined> {
    const { url, name, connectTimeMaxMs = connectTimeMaxMsDefault } = this.#options;
    const { signal } = this.#closing;
    const connecting = connect(withHeartbeat(url), {
      noDelay: true,
      timeout: connectTimeMaxMs,
      clientProperties: { connection_name: name },
    });
    const closing = Promise.withResolvers<undefined>();
    const giveUp = () => closing.resolve(undefined);
    signal.addEventListener('abort', giveUp);
    try {
      const model = await Promise.race([connecting, closing.promise]);
      if (!model) connecting.then(closeQuietly, () => undefined);
      return model;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  #follow(model: ChannelModel): Promise<Error | undefined> {
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    let failure: Error | undefined;
    model.on('error', (error) => (failure = error));
    model.on('close', (error?: Error) => resolve(failure ?? error));
    model.on('blocked', () => this.#change(this.#model, true));
    model.on('unblocked', () => this.#change(this.#model, false));
    return promise;
  }

  #change(model: ChannelModel | undefined, blocked: boolean): void {
    this.#model = model;
    this.#blocked = blocked;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** A channel that fails emits `error` and then `close`; without a listener the first would end the process. */
function watched<C extends Channel>(channel: C): C {
  channel.on('error', () => undefined);
  return channel;
}
