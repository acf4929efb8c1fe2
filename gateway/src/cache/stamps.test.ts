import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { changeEvent } from '../testing/cached-graph.ts';
import { memoryCacheStores, redisCacheStores, type CacheStores } from '../testing/cache-stores.ts';
import { ByteBudget } from './byte-budget.ts';
import { valueOf, type CacheStore } from './cache-store.ts';
import { MemoryCacheStore } from './memory-cache-store.ts';
import { entityStamp, familyStamp, stampsChangedBy } from './stamps.ts';

describe('an event', () => {
  it('changes the stamps of its family, of its subject and of all that its data names', () => {
    const data = { userId: 'u1', by: 'u2' };
    expect(stampsChangedBy([{ ...changeEvent('auth.user.renamed', data), subject: 's' }])).toEqual([
      familyStamp('auth.user'),
      ...['s', 'u1', 'u2'].map((id) => entityStamp('auth.user', id)),
    ]);
  });

  it('changes one stamp, however an id is written', () => {
    const id = uuidv7();
    for (const written of [id.toUpperCase(), id.replaceAll('-', ''), `{${id}}`])
      expect(entityStamp('auth.user', written)).toBe(entityStamp('auth.user', id));
    expect(entityStamp('auth.user', uuidv7())).not.toBe(entityStamp('auth.user', id));
  });
});

describe.each<[string, () => CacheStores]>([
  ['in this process', memoryCacheStores],
  ['in Redis', redisCacheStores],
])('a store %s', (_where, makeStores) => {
  let stores: CacheStores;
  let store: CacheStore;
  beforeEach(async () => {
    stores = makeStores();
    store = await stores.open();
  });
  afterEach(() => stores.dispose());

  it('gives a changed stamp a text that it never had', async () => {
    const seen = new Set<string | undefined>();
    for (let nth = 0; nth < 5; nth += 1) {
      seen.add((await store.look(['a', 'b'], [])).stamps[0]);
      await store.change(['a']);
    }
    expect(seen.size).toBe(5);
    expect((await store.look(['a', 'b'], [])).stamps[1]).toBe('');
  });

  it('keeps values for their time, and is another epoch once it has forgotten', async () => {
    store.keep([
      { key: 'short', value: 'a', timeMs: 1_000 },
      { key: 'long', value: 'b', timeMs: 60_000 },
    ]);
    const before = await store.look([], ['short', 'long', 'none']);
    expect(before.values).toEqual(['a', 'b', null]);
    await eventually(async () =>
      expect((await store.look([], ['short', 'long'])).values).toEqual([null, 'b']),
    );
    await store.forget();
    expect((await store.look([], [])).epoch).not.toBe(before.epoch);
  });

  it('leases a fetch where nobody has brought it, by what it would count by', async () => {
    const lacking = { key: 'k', stamps: 's1' };
    expect(await store.lease([lacking], 1_000)).toEqual(['ours']);
    store.keep([{ key: 'k', value: valueOf('s1', '{"a":1}'), timeMs: 1_000 }]);
    expect(await store.lease([lacking, { key: 'k', stamps: 's2' }], 1_000)).toEqual([
      { text: '{"a":1}' },
      'ours',
    ]);
    store.release([lacking]);
  });
});

describe('bounds', () => {
  it('of stamps: when there are too many, all that was kept is forgotten, so that none looks unchanged', async () => {
    const store = new MemoryCacheStore({ stampsMax: 10 });
    const { epoch } = await store.look([], []);
    await store.change(Array.from({ length: 10 }, (_, nth) => `s${nth}`));
    expect((await store.look([], [])).epoch).toBe(epoch);
    await store.change(['one more']);
    expect((await store.look([], [])).epoch).not.toBe(epoch);
  });

  it('of values in this process: the one used longest ago goes', async () => {
    const store = new MemoryCacheStore({ valuesMax: 2 });
    for (const key of ['a', 'b']) store.keep([{ key, value: key, timeMs: 1_000 }]);
    await store.look([], ['a']);
    store.keep([{ key: 'c', value: 'c', timeMs: 1_000 }]);
    expect((await store.look([], ['a', 'b', 'c'])).values).toEqual(['a', null, 'c']);
  });

  it('of what is kept elsewhere: a budget for each window', () => {
    let nowMs = 400;
    const budget = new ByteBudget(100, 200, () => nowMs);
    expect([60, 60, 40, 1].map((bytes) => budget.take(bytes))).toEqual([true, false, true, false]);
    nowMs = 599;
    expect(budget.take(1)).toBe(false);
    nowMs = 600;
    expect(budget.take(100)).toBe(true);
  });
});
