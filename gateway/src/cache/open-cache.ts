import type { Broker } from '@payloom/messaging/broker';
import type { Logger } from 'pino';
import type { GatewayEnv } from '../env.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import type { EventConsumer } from '../live/event-consumer.ts';
import { Hearing } from './hearing.ts';
import { MemoryCacheStore } from './memory-cache-store.ts';
import { RedisCacheStore } from './redis-cache-store.ts';
import { ResponseCache } from './response-cache.ts';

export interface OpenCacheOptions {
  readonly env: Pick<GatewayEnv, 'redisUrl' | 'broker' | 'cache'>;
  readonly broker: Pick<Broker, 'ping'> | null;
  readonly log: Logger;
  readonly metrics: GatewayMetrics;
}

/** The cache of this installation. */
export interface OpenCache {
  readonly cache: ResponseCache;
  /** From now on, answers from what is kept as long as this consumer takes events. Without one, never. */
  follow(consumer: Pick<EventConsumer, 'isRunning'> | null): void;
  stopFollowing(): Promise<void>;
}

/** Opens the cache: in Redis where there is one, for all gateways, or else in this process. */
export function openCache({ env, broker, log, metrics }: OpenCacheOptions): OpenCache {
  const { redisUrl, cache: isOn } = env;
  // Without Redis it hears of the events that it takes itself, and where there is a RabbitMQ others may take some.
  const hearsAll = redisUrl !== undefined || env.broker?.amqpUrl === undefined;
  const store = redisUrl === undefined ? new MemoryCacheStore() : new RedisCacheStore({ url: redisUrl, log });
  let hearing: Hearing | null = null;
  const cache = new ResponseCache({ store, hears: () => hearing?.hears ?? false, isOn, metrics });
  return {
    cache,
    follow: (consumer) => {
      if (!consumer || !broker || !hearsAll) return;
      hearing = new Hearing({
        ask: async () => consumer.isRunning && (await broker.ping()),
        onBegin: async (signal) => {
          metrics.cacheInvalidations.inc({ cause: 'silence' });
          await store.forget(signal);
        },
      });
    },
    stopFollowing: async () => hearing?.stop(),
  };
}
