import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { createMetrics } from '../http/metrics.ts';
import type { LiveEvent, LiveListener, LiveStore } from '../live/live-store.ts';
import { RedisLiveStore, type RedisLiveStoreOptions } from '../live/redis-live-store.ts';
import { silentLog } from './open-graph.ts';
import { entryEvent } from './payments.ts';

/** An event for these audiences. */
export function eventFor(...audiences: string[]): EventEnvelope {
  return { ...entryEvent(), audience: audiences.join(' ') };
}

/** Appends an event for these audiences; resolves with its cursor. */
export async function appendFor(store: LiveStore, ...audiences: string[]): Promise<string> {
  const [cursor = ''] = await store.append([eventFor(...audiences)]);
  return cursor;
}

/** Every kept event behind a cursor, page by page. */
export async function readAll(
  store: LiveStore,
  audiences: readonly string[],
  cursor: string,
): Promise<LiveEvent[]> {
  const { events, end, complete } = await store.readAfter(audiences, cursor);
  return complete ? [...events] : [...events, ...(await readAll(store, audiences, end.cursor))];
}

export const cursorsOf = (events: readonly LiveEvent[]): string[] => events.map(({ cursor }) => cursor);

/** A listener that remembers. */
export interface Heard extends LiveListener {
  readonly events: LiveEvent[];
  gaps: number;
}

export function remember(): Heard {
  const heard: Heard = {
    events: [],
    gaps: 0,
    onEvent: (event) => void heard.events.push(event),
    onGap: () => void (heard.gaps += 1),
  };
  return heard;
}

/** A store in Redis, as one gateway has it. */
export function openRedisStore(options: Pick<RedisLiveStoreOptions, 'url'> & Partial<RedisLiveStoreOptions>) {
  const metrics = createMetrics(new Registry());
  return { store: new RedisLiveStore({ log: silentLog, metrics, ...options }), metrics };
}

/** Removes what a test has stored. */
export async function removeKeys(redis: Redis, namespace: string): Promise<void> {
  const scan: AsyncIterable<string[]> = redis.scanStream({ match: `${namespace}:*`, count: 1_000 });
  for await (const keys of scan) if (keys.length > 0) await redis.del(...keys);
}
