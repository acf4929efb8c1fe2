import { eventually } from '@payloom/testkit/eventually';
import { redisUrl } from '@payloom/testkit/services';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import {
  appendFor,
  cursorsOf,
  eventFor,
  openRedisStore,
  readAll,
  remember,
  removeKeys,
} from '../testing/live-stores.ts';
import { decodeCursor } from './cursor.ts';
import { describeLiveStoreContract } from './live-store.contract.ts';
import { CursorLost, type LiveStore } from './live-store.ts';
import type { RedisLiveStoreOptions } from './redis-live-store.ts';

let namespace: string;
let stores: LiveStore[];
let redis: Redis;

/** A store as another gateway has it: of the same streams. */
function open(options: Partial<RedisLiveStoreOptions> = {}): LiveStore {
  const { store } = openRedisStore({ url: redisUrl(), namespace, ...options });
  stores.push(store);
  return store;
}

function begin(): void {
  namespace = `test-${uuidv7()}`;
  stores = [];
}

async function end(): Promise<void> {
  for (const store of stores) await store.close();
  await removeKeys(redis, namespace);
}

beforeAll(() => void (redis = new Redis(redisUrl())));
afterAll(() => redis.disconnect());

describeLiveStoreContract('Redis', () => {
  begin();
  return {
    open: ({ keptEventsMax: entriesPerAudienceMax = 1_000, ...bounds } = {}) =>
      // However slow the machine: who waited too long to listen is told of a gap, and begins earlier.
      open({ entriesPerAudienceMax, promptnessMaxMs: 60_000, ...bounds }),
    dispose: end,
  };
});

describe('Redis, shared by several gateways,', () => {
  beforeEach(begin);
  afterEach(end);

  it('announces what one of them appends to the subscribers of all, once, and gives it to all', async () => {
    const [one, other] = [open(), open()];
    const start = await appendFor(one, 'role:A');
    const heard = [remember(), remember()];
    await one.subscribe(['role:A'], heard[0] ?? remember());
    await other.subscribe(['role:A'], heard[1] ?? remember());
    const event = eventFor('role:A');
    const cursors = [
      await one.append([event]),
      await other.append([event]),
      [await appendFor(other, 'role:A')],
    ];
    const [cursor, again, last] = cursors.flat();
    expect(again).toBe(cursor);
    for (const { events } of heard) await eventually(() => expect(cursorsOf(events)).toEqual([cursor, last]));
    expect(cursorsOf(await readAll(other, ['role:A'], start))).toEqual([cursor, last]);
  });

  it('keeps all of it in one slot of a cluster, capped, and for a bounded time but for two small keys', async () => {
    const store = open({ entriesPerAudienceMax: 5, retentionMs: 60_000 });
    for (let count = 0; count < 9; count += 1) await appendFor(store, 'role:A', 'role:B');
    const keys = (await redis.keys(`${namespace}:*`)).toSorted();
    expect(keys.filter((key) => !key.startsWith(`${namespace}:{live}:`))).toEqual([]);
    const lasting: string[] = [];
    for (const key of keys) {
      const ttlMs = await redis.pttl(key);
      if (ttlMs === -1) lasting.push(key);
      else expect(ttlMs).toBeLessThanOrEqual(60_000);
    }
    expect(lasting).toEqual([`${namespace}:{live}:epoch`, `${namespace}:{live}:position`]);
    expect(await redis.xlen(`${namespace}:{live}:stream:role:B`)).toBe(5);
  });

  it('makes positions of its own clock that grow strictly, also within a batch and behind a clock set back', async () => {
    const store = open();
    const ahead = Date.now() * 1_000 + 3_600_000_000;
    const cursors = await store.append(Array.from({ length: 50 }, () => eventFor('role:A')));
    await redis.set(`${namespace}:{live}:position`, ahead);
    cursors.push(await appendFor(store, 'role:A'), await appendFor(store, 'role:A'));
    const positions = cursors.map((cursor) => decodeCursor(cursor)?.position ?? 0);
    expect(positions).toEqual([...new Set(positions)].toSorted((one, another) => one - another));
    expect(positions.slice(-2)).toEqual([ahead + 1, ahead + 2]);
    expect(Math.abs((positions[0] ?? 0) / 1_000 - Date.now())).toBeLessThan(600_000);
  });

  it('says so where what came after a cursor is too old to be kept', async () => {
    const store = open({ retentionMs: 200 });
    const start = await appendFor(store, 'role:A');
    await appendFor(store, 'role:B');
    await eventually(() => expect(store.readAfter(['role:B'], start)).rejects.toThrow(CursorLost));
    const fresh = await appendFor(store, 'role:B');
    expect((await store.readAfter(['role:B'], fresh)).events).toEqual([]);
  });

  it('takes as a cursor what it told who began to listen when there was nothing yet', async () => {
    const store = open();
    const { from } = await store.subscribe(['role:A'], remember());
    const first = await appendFor(store, 'role:A');
    expect(cursorsOf(await readAll(store, ['role:A'], from.cursor))).toEqual([first]);
  });

  it('tells who waited too long to begin listening that something may have come meanwhile', async () => {
    /** Once the first has been told so by the connection, which begins with it, and perhaps is there only after it. */
    const gapsOfSecond = async (promptnessMaxMs: number, gapsOfFirst: number): Promise<number> => {
      const store = open({ promptnessMaxMs });
      const [first, second] = [remember(), remember()];
      await store.subscribe(['role:A'], first);
      await eventually(() => expect(first.gaps).toBe(gapsOfFirst));
      await store.subscribe(['role:A'], second);
      return second.gaps;
    };
    // No wait is so short, or so long.
    expect(await gapsOfSecond(-1, 2)).toBe(1);
    expect(await gapsOfSecond(60_000, 1)).toBe(0);
  });

  it('refuses every cursor from before it was emptied, and tells who listens', async () => {
    const [one, other] = [open(), open()];
    const heard = remember();
    await other.subscribe(['role:A'], heard);
    const before = await appendFor(one, 'role:A');
    // An event, or on a machine that is busy with other work the word that some may have been missed.
    await eventually(() => expect(heard.events.length + heard.gaps).toBeGreaterThan(0));
    const { gaps } = heard;
    await removeKeys(redis, namespace);
    const after = await appendFor(one, 'role:A');
    await eventually(() => expect(heard.gaps).toBeGreaterThan(gaps));
    for (const store of [one, other]) {
      await expect(store.readAfter(['role:A'], before)).rejects.toThrow(CursorLost);
      expect((await store.readAfter(['role:A'], after)).events).toEqual([]);
    }
  });

  it('refuses every cursor once it has come back with an older copy of its data', async () => {
    const store = open();
    const kept = await appendFor(store, 'role:A');
    await appendFor(store, 'role:A');
    const stream = `${namespace}:{live}:stream:role:A`;
    const lost = (await redis.xrevrange(stream, '+', '-', 'COUNT', 1))[0]?.[0] ?? '';
    await redis.xdel(stream, lost);
    await redis.set(`${namespace}:{live}:position`, decodeCursor(kept)?.position ?? 0);
    await appendFor(store, 'role:A');
    await expect(store.readAfter(['role:A'], kept)).rejects.toThrow(CursorLost);
  });

  it('goes on when its scripts were forgotten', async () => {
    const store = open();
    const start = await appendFor(store, 'role:A');
    await redis.script('FLUSH');
    const cursors = await Promise.all([appendFor(store, 'role:A'), appendFor(store, 'role:B')]);
    expect(cursorsOf(await readAll(store, ['role:A', 'role:B'], start)).toSorted()).toEqual(
      cursors.toSorted(),
    );
  });

  it('fails at once, and does not wait, where the data is not what it should be', async () => {
    const store = open();
    await redis.set(`${namespace}:{live}:stream:role:A`, 'no stream');
    await expect(appendFor(store, 'role:A')).rejects.toThrow('WRONGTYPE');
    expect(await appendFor(store, 'role:B')).toEqual(expect.any(String));
  });
});
