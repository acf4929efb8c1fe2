import type { Logger } from 'pino';
import type { GatewayEnv } from '../env.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import type { LiveStore } from './live-store.ts';
import { MemoryLiveStore } from './memory-live-store.ts';
import { RedisLiveStore } from './redis-live-store.ts';

export interface OpenLiveStoreOptions {
  readonly env: Pick<GatewayEnv, 'redisUrl' | 'broker'>;
  readonly log: Logger;
  readonly metrics: GatewayMetrics;
}

/** Opens the live store of this installation. A Redis that is away is no failure: it is connected to when it answers. */
export function openLiveStore({ env: { redisUrl, broker }, log, metrics }: OpenLiveStoreOptions): LiveStore {
  if (redisUrl !== undefined) return new RedisLiveStore({ url: redisUrl, log, metrics });
  if (broker?.amqpUrl !== undefined) {
    log.warn(
      'without REDIS_URL only one gateway may run: each event reaches the sockets of one of them alone',
    );
  }
  return new MemoryLiveStore();
}
