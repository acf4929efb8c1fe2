import { setTimeout as delay } from 'node:timers/promises';
import { retryDelayMs } from '@payloom/messaging/retry-delay';
import { Redis, type Command, type RedisOptions } from 'ioredis';
import type { RedisScript } from './redis-scripts.ts';
import { unlessAborted } from '../operations/unless-aborted.ts';

const tryAgainDelays = { retryDelayBaseMs: 50, retryDelayMaxMs: 1_000 };
const answerTimeMaxMsDefault = 5_000;
const disconnectTimeMaxMs = 500;

/** RedisPubSub looks at no UNSUBSCRIBE it sends, and a rejection that nobody looks at ends the process. */
class WatchedRedis extends Redis {
  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    watch(command);
    return super.sendCommand(command, stream);
  }
}

function watch({ promise }: Command): void {
  promise.catch(() => {});
}

type LogLine = (about: object, sentence: string) => void;

/** As pino's. */
export interface RedisLog {
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
}

export interface ConnectOptions extends Pick<
  RedisOptions,
  'connectionName' | 'autoResubscribe' | 'enableOfflineQueue' | 'maxRetriesPerRequest'
> {
  readonly url: string;
  readonly log: RedisLog;
  /** A connection that gives no answer for so long is cut and made anew; it would be silent for ever. */
  readonly answerTimeMaxMs?: number | undefined;
}

export interface RedisConnection {
  readonly redis: Redis;
  close(): void;
}

/** Connects, again and again where it fails. Of each time that Redis is away the log has one line, and one of its end. */
export function connectRedis({ url, log, ...options }: ConnectOptions): RedisConnection {
  const { answerTimeMaxMs = answerTimeMaxMsDefault, ...settings } = options;
  const redis = new WatchedRedis(url, {
    ...settings,
    connectTimeout: answerTimeMaxMs,
    socketTimeout: answerTimeMaxMs,
    disconnectTimeout: disconnectTimeMaxMs,
    retryStrategy: (attempt) => retryDelayMs(attempt, tryAgainDelays),
  });
  let away = false;
  redis.on('error', (err: unknown) => {
    if (!away) log.warn({ err, connection: options.connectionName }, 'Redis is away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info({ connection: options.connectionName }, 'Redis is back');
    away = false;
  });
  // The answer is of no interest, only that there is one: without it the socket times out.
  const heartbeat = setInterval(() => {
    if (redis.status === 'ready') void redis.ping();
  }, answerTimeMaxMs);
  const close = () => {
    clearInterval(heartbeat);
    redis.disconnect();
  };
  return { redis, close };
}

/** Runs scripts on a connection of its own. */
export class RedisScripts {
  readonly #connection: RedisConnection;
  readonly #closed = new AbortController();

  constructor(options: Pick<ConnectOptions, 'url' | 'log' | 'answerTimeMaxMs' | 'connectionName'>) {
    // A command fails at once where it cannot be sent or loses its connection: who waits, waits here.
    this.#connection = connectRedis({
      connectionName: 'payloom-gateway-live',
      ...options,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
    });
    this.redis.on('ready', () => void warnOfEviction(this.redis, options.log));
  }

  /** The connection, to publish on. */
  get redis(): Redis {
    return this.#connection.redis;
  }

  /**
   * Runs a script. While Redis cannot do it this is tried again, until the signal aborts or `close`; a script that is
   * run twice must do no more than once. Rejects at once when the script itself is at fault.
   */
  async run(script: RedisScript, keys: string[], args: string[], signal?: AbortSignal): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted();
      this.#closed.signal.throwIfAborted();
      try {
        return await this.runOnce(script, keys, args);
      } catch (error) {
        if (isFaultOfScript(error)) throw error;
      }
      await unlessAborted(delay(retryDelayMs(attempt, tryAgainDelays)), [signal, this.#closed.signal]);
    }
  }

  /** Runs a script; rejects when Redis cannot do that now. */
  async runOnce({ text, sha }: RedisScript, keys: string[], args: string[]): Promise<unknown> {
    try {
      return await this.redis.evalsha(sha, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return this.redis.eval(text, keys.length, ...keys, ...args);
    }
  }

  close(): void {
    this.#closed.abort();
    this.#connection.close();
  }
}

/** A Redis that makes room by dropping keys loses events, and nothing would show it. */
async function warnOfEviction(redis: Redis, log: RedisLog): Promise<void> {
  const memory = await redis.info('memory').catch(() => '');
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1] ?? 'noeviction';
  if (policy === 'noeviction') return;
  log.error({ policy }, 'this Redis may lose live updates unnoticed: set its maxmemory-policy to noeviction');
}

/** Not so an `OOM`, a `READONLY`, a `LOADING` or a lost connection: they pass. */
function isFaultOfScript(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError' && /^(ERR|WRONGTYPE) /.test(error.message);
}
