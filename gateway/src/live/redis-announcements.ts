import { RedisPubSub } from 'graphql-redis-subscriptions';
import type { Redis } from 'ioredis';
import { connectRedis, type ConnectOptions, type RedisConnection } from './redis-connection.ts';

const channelsPerCommandMax = 500;

export interface RedisAnnouncementsOptions extends Pick<ConnectOptions, 'url' | 'log' | 'answerTimeMaxMs'> {
  /** What announcements are published on. */
  readonly publisher: Redis;
  readonly onMessage: (channel: string, message: unknown) => void;
  /** Messages may have been missed up to now: `lost` with a connection, or else before there was one. */
  readonly onGap: (lost: boolean) => void;
}

interface Channel {
  listenerCount: number;
  /** Resolves with the id to unsubscribe by. */
  readonly opened: Promise<number>;
}

/**
 * Hears what is published on channels, through graphql-redis-subscriptions. What is published while the connection is
 * lost is lost; once every channel is heard again, that is told.
 */
export class RedisAnnouncements {
  readonly #options: RedisAnnouncementsOptions;
  readonly #connection: RedisConnection;
  readonly #pubSub: RedisPubSub;
  readonly #channels = new Map<string, Channel>();
  /** Counts up as the connection comes and goes. */
  #changes = 0;
  /** Between the first channel and the last, messages come that are behind others which were missed. */
  #hears = false;
  #heard = false;

  constructor(options: RedisAnnouncementsOptions) {
    this.#options = options;
    const { url, log, publisher, answerTimeMaxMs } = options;
    this.#connection = connectRedis({
      url,
      log,
      answerTimeMaxMs,
      connectionName: 'payloom-gateway-announcements',
      autoResubscribe: false,
      maxRetriesPerRequest: null,
    });
    const { redis } = this.#connection;
    this.#pubSub = new RedisPubSub({ publisher, subscriber: redis });
    redis.on('close', () => {
      this.#changes += 1;
      this.#hears = false;
    });
    redis.on('ready', () => void this.#subscribeAgain());
  }

  /** Whether every channel is heard. */
  get hears(): boolean {
    return this.#hears;
  }

  /** Resolves when the channel is heard; while Redis is away that takes until it is back. `leave` gives it up. */
  async enter(name: string): Promise<void> {
    const channel = this.#channels.get(name) ?? { listenerCount: 0, opened: this.#open(name) };
    channel.listenerCount += 1;
    this.#channels.set(name, channel);
    await channel.opened;
  }

  leave(name: string): void {
    const channel = this.#channels.get(name);
    if (!channel) return;
    channel.listenerCount -= 1;
    if (channel.listenerCount > 0) return;
    this.#channels.delete(name);
    channel.opened.then(
      (id) => this.#pubSub.unsubscribe(id),
      () => {},
    );
  }

  close(): void {
    this.#channels.clear();
    this.#connection.close();
  }

  /**
   * RedisPubSub keeps a promise for whoever subscribes while a first SUBSCRIBE is under way. When nobody does and it
   * fails, a rejection is left that nobody looks at, and ends the process: so somebody does.
   */
  async #open(name: string): Promise<number> {
    const onMessage = (message: unknown) => {
      if (this.#hears) this.#options.onMessage(name, message);
    };
    const [first, second] = await Promise.all([
      this.#pubSub.subscribe(name, onMessage),
      this.#pubSub.subscribe(name, () => {}),
    ]);
    this.#pubSub.unsubscribe(second);
    return first;
  }

  async #subscribeAgain(): Promise<void> {
    this.#changes += 1;
    const changes = this.#changes;
    const names = [...this.#channels.keys()];
    try {
      for (let at = 0; at < names.length; at += channelsPerCommandMax) {
        await this.#connection.redis.subscribe(...names.slice(at, at + channelsPerCommandMax));
      }
    } catch (err) {
      this.#options.log.error({ err }, 'the channels of live updates cannot be heard');
      return;
    }
    if (changes !== this.#changes) return;
    const lost = this.#heard;
    this.#hears = true;
    this.#heard = true;
    this.#options.onGap(lost);
  }
}
