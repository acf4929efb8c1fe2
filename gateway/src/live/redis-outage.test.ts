import { eventually } from '@payloom/testkit/eventually';
import { startOwnRedis, type OwnRedis } from '@payloom/testkit/own-redis';
import { startTcpProxy, type TcpProxy } from '@payloom/testkit/tcp-proxy';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import { appendFor, cursorsOf, eventFor, openRedisStore, readAll, remember } from '../testing/live-stores.ts';
import { LiveFeed } from './live-feed.ts';
import { CursorLost, type LiveStore } from './live-store.ts';
import type { RedisLiveStoreOptions } from './redis-live-store.ts';

let own: OwnRedis;
let proxy: TcpProxy;
let namespace: string;
/** Of a gateway that is always there. */
let steady: LiveStore;
/** Of a gateway whose connections a test breaks. */
let cut: ReturnType<typeof openRedisStore>;
const opened: LiveStore[] = [];

function open(options: Pick<RedisLiveStoreOptions, 'url'> & Partial<RedisLiveStoreOptions>) {
  const parts = openRedisStore({ namespace, ...options });
  opened.push(parts.store);
  return parts;
}

beforeAll(async () => {
  own = await startOwnRedis();
  proxy = await startTcpProxy({ host: '127.0.0.1', port: own.port });
});
afterAll(async () => {
  await proxy.stop();
  await own.stop();
});
beforeEach(() => {
  namespace = uuidv7();
  proxy.accept();
  steady = open({ url: own.url }).store;
  cut = open({ url: `redis://127.0.0.1:${proxy.port}` });
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

const audiences = ['role:A', 'role:B'];
const silent = { info: () => {}, warn: () => {} };

async function openFeed(after: string | null = null): Promise<LiveFeed> {
  return LiveFeed.open(cut.store, { audiences, wants: () => true, after });
}

async function take(feed: LiveFeed, count: number) {
  const cursors: (string | undefined)[] = [];
  for (let each = 0; each < count; each += 1) cursors.push((await feed.next())?.cursor);
  return cursors;
}

async function appendMany(store: LiveStore, count: number): Promise<string[]> {
  const cursors: string[] = [];
  const all = [['role:A'], ['role:A', 'role:B'], ['role:B']];
  for (let each = 0; each < count; each += 1) cursors.push(await appendFor(store, ...(all[each % 3] ?? [])));
  return cursors;
}

const nameOf = (error: unknown) => String(error).split(':')[0];

const gapsOf = async ({ metrics }: typeof cut) => (await metrics.liveGaps.get()).values[0]?.value ?? 0;

describe('a gateway that has lost its connection to Redis', () => {
  it('reads what was announced meanwhile, and then hears again', async () => {
    const feed = await openFeed();
    const cursors = await appendMany(steady, 3);
    expect(await take(feed, 3)).toEqual(cursors);
    proxy.refuse();
    expect(proxy.cut()).toBe(2);
    await eventually(async () => expect(await cut.store.ping()).toBe(false));
    const missed = await appendMany(steady, 300);
    const taking = take(feed, 303);
    proxy.accept();
    await eventually(async () => expect(await cut.store.ping()).toBe(true));
    missed.push(...(await appendMany(steady, 3)));
    expect(await taking).toEqual(missed);
    expect(await gapsOf(cut)).toBe(1);
  });

  it('loses nothing and gives nothing twice, however often it is cut off', async () => {
    const feed = await openFeed();
    const taking = take(feed, 600);
    const cursors: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      // Cuts in the middle of what passes, an announcement or an answer, on either of the connections.
      let chunks = round % 5;
      proxy.onServerData(({ chunk }) => {
        chunks -= 1;
        return chunks === -1 ? Math.floor(chunk.length / 2) : undefined;
      });
      cursors.push(...(await appendMany(steady, 30)));
    }
    proxy.onServerData(undefined);
    expect(await taking).toEqual(cursors);
    expect(await gapsOf(cut)).toBeGreaterThan(0);
  });

  it('appends what it was given when Redis is back, once', async () => {
    const start = await appendFor(steady, 'role:A');
    await appendFor(cut.store, 'role:A');
    proxy.refuse();
    proxy.cut();
    const appending = appendFor(cut.store, 'role:B');
    await eventually(async () => expect(await cut.store.ping()).toBe(false));
    proxy.accept();
    const cursor = await appending;
    expect(cursorsOf(await readAll(steady, ['role:B'], start))).toEqual([cursor]);
  });

  it('appends once, though the answer to it was lost', async () => {
    const start = await appendFor(cut.store, 'role:A');
    let lost = 0;
    proxy.onClientData(({ chunk, connection }) => {
      if (lost > 0 || !chunk.includes('lost answer')) return undefined;
      proxy.onServerData((passage) => {
        if (passage.connection !== connection) return undefined;
        lost += 1;
        proxy.onServerData(undefined);
        return 0;
      });
      return undefined;
    });
    const event = { ...eventFor('role:A'), data: { text: 'lost answer' } };
    const [cursor] = await cut.store.append([event]);
    proxy.onClientData(undefined);
    expect(lost).toBe(1);
    expect(cursorsOf(await readAll(steady, ['role:A'], start))).toEqual([cursor]);
  });

  it('stops waiting when nobody needs it any more', async () => {
    await appendFor(cut.store, 'role:A');
    proxy.refuse();
    proxy.cut();
    const left = new AbortController();
    const waiting = [
      cut.store.append([eventFor('role:A')], left.signal),
      cut.store.subscribe(['role:A'], remember(), left.signal),
      LiveFeed.open(cut.store, { audiences, wants: () => true, after: null }, left.signal).then((feed) =>
        feed.next(),
      ),
    ].map((each) => each.then(() => 'done', nameOf));
    left.abort();
    expect(await Promise.all(waiting)).toEqual(['AbortError', 'AbortError', 'done']);
    expect(cut.store.listenerCount).toBe(0);
  });

  it('begins to listen from when it was asked to, as soon as Redis is back', async () => {
    await appendFor(cut.store, 'role:C');
    proxy.refuse();
    proxy.cut();
    await eventually(async () => expect(await cut.store.ping()).toBe(false));
    const opening = openFeed();
    // Longer than what counts as at once.
    await new Promise((resolve) => setTimeout(resolve, 150));
    const [cursor] = await appendMany(steady, 1);
    proxy.accept();
    expect(await take(await opening, 1)).toEqual([cursor]);
  });
});

describe('a Redis', () => {
  it('that is killed and comes back with its data lets every subscriber go on', async () => {
    const feed = await openFeed();
    const cursors = await appendMany(steady, 5);
    await own.kill();
    const appending = appendMany(steady, 5);
    await own.restart();
    cursors.push(...(await appending));
    expect(await take(feed, 10)).toEqual(cursors);
  });

  it('that comes back empty sends every subscriber to fetch anew', async () => {
    const feed = await openFeed();
    const [cursor = ''] = await appendMany(steady, 1);
    await take(feed, 1);
    const redis = new Redis(own.url);
    await redis.flushall();
    redis.disconnect();
    proxy.cut();
    await expect(feed.next()).rejects.toMatchObject({ extensions: { code: 'RESYNC_REQUIRED' } });
    await expect(steady.readAfter(['role:A'], cursor)).rejects.toThrow(CursorLost);
  });

  it('that hangs is left, and found again', async () => {
    const hanging = open({ url: own.url, answerTimeMaxMs: 200 });
    const feed = await LiveFeed.open(hanging.store, { audiences, wants: () => true, after: null });
    const redis = new Redis(own.url);
    await redis.client('PAUSE', 3_000, 'ALL');
    redis.disconnect();
    await eventually(async () => expect(await hanging.store.ping()).toBe(false));
    await eventually(async () => expect(await gapsOf(hanging)).toBeGreaterThan(0));
    const cursors = await appendMany(hanging.store, 3);
    expect(await take(feed, 3)).toEqual(cursors);
  });

  it('that is full counts as away, and takes what waited when there is room', async () => {
    const redis = new Redis(own.url);
    await appendFor(steady, 'role:A');
    await redis.config('SET', 'maxmemory', '1');
    const appending = appendFor(steady, 'role:A');
    await eventually(async () => expect(await steady.ping()).toBe(false));
    await redis.config('SET', 'maxmemory', '0');
    expect(await appending).toEqual(expect.any(String));
    expect(await steady.ping()).toBe(true);
    redis.disconnect();
  });

  it('that drops keys to make room is complained of', async () => {
    const redis = new Redis(own.url);
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const complaints: unknown[] = [];
    const log = {
      ...silent,
      error: (_about: unknown, complaint: unknown) => void complaints.push(complaint),
    };
    open({ url: own.url, log });
    await eventually(() => expect(complaints).toEqual([expect.stringContaining('noeviction')]));
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    redis.disconnect();
  });
});

describe('a gateway that stops while Redis is away', () => {
  it('leaves no promise behind that nobody looks at', async () => {
    const unlooked: unknown[] = [];
    const note = (reason: unknown) => void unlooked.push(reason);
    process.on('unhandledRejection', note);
    const { stop } = await cut.store.subscribe(['role:A'], remember());
    proxy.refuse();
    proxy.cut();
    stop();
    const waiting = cut.store.subscribe(['role:B'], remember()).then(() => 'done', nameOf);
    await cut.store.close();
    expect(await waiting).toBe('AbortError');
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('unhandledRejection', note);
    expect(unlooked).toEqual([]);
  });
});
