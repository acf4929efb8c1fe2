import { redisUrl } from '@payloom/testkit/services';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import { openRedisStore } from '../testing/live-stores.ts';
import { describeLiveStoreContract } from './live-store.contract.ts';
import type { LiveStore } from './live-store.ts';

describeLiveStoreContract('Redis', () => {
  const namespace = `test-${uuidv7()}`;
  const stores: LiveStore[] = [];
  return {
    open: ({ keptEventsMax: entriesPerAudienceMax = 1_000, ...bounds } = {}) => {
      const { store } = openRedisStore({ url: redisUrl(), namespace, entriesPerAudienceMax, ...bounds });
      stores.push(store);
      return store;
    },
    dispose: async () => {
      for (const store of stores) await store.close();
      await removeKeys(namespace);
    },
  };
});

async function removeKeys(namespace: string): Promise<void> {
  const redis = new Redis(redisUrl());
  for await (const keys of redis.scanStream({ match: `${namespace}:*`, count: 1_000 }) as AsyncIterable<
    string[]
  >) {
    if (keys.length > 0) await redis.del(...keys);
  }
  redis.disconnect();
}
