import { eventually } from '@payloom/testkit/eventually';
import { redisUrl } from '@payloom/testkit/services';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import type { CacheStore } from '../cache/cache-store.ts';
import { MemoryCacheStore } from '../cache/memory-cache-store.ts';
import { RedisCacheStore, type RedisCacheStoreOptions } from '../cache/redis-cache-store.ts';
import { removeKeys } from './live-stores.ts';
import { silentLog } from './open-graph.ts';

/** Where the tests of the cache keep things: each adapter, empty at first. */
export interface CacheStores {
  /** A store as one gateway has it, ready. */
  open(): Promise<CacheStore>;
  dispose(): Promise<void>;
}

/** Opens a store in Redis and waits until it can be asked. */
export async function openRedisCacheStore(
  options: Pick<RedisCacheStoreOptions, 'url'> & Partial<RedisCacheStoreOptions>,
): Promise<RedisCacheStore> {
  const store = new RedisCacheStore({ log: silentLog, ...options });
  await eventually(() => store.look([], []));
  return store;
}

/** Stores of gateways that share a Redis, and have the patience that a busy machine needs. */
export function redisCacheStores(): CacheStores {
  const namespace = `test-${uuidv7()}`;
  const stores: CacheStore[] = [];
  return {
    open: async () => {
      const store = await openRedisCacheStore({ url: redisUrl(), namespace, lookTimeMaxMs: 5_000 });
      stores.push(store);
      return store;
    },
    dispose: async () => {
      for (const store of stores) store.close();
      const redis = new Redis(redisUrl());
      await removeKeys(redis, namespace);
      redis.disconnect();
    },
  };
}

/** The store of a gateway that is alone. */
export function memoryCacheStores(): CacheStores {
  return { open: async () => new MemoryCacheStore(), dispose: async () => {} };
}
