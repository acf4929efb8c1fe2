import { redisCacheStores, memoryCacheStores, type CacheStores } from '../testing/cache-stores.ts';
import {
  callerOf,
  startCachedGraph,
  type CachedGraph,
  type CachedGraphFixture,
} from '../testing/cached-graph.ts';
import { leaseTimeMs } from './cached-fetch.ts';

const readersCount = 120;

let world: CachedGraphFixture;
let stores: CacheStores;
beforeAll(async () => void (world = await startCachedGraph()));
afterAll(() => world.stop());
beforeEach(() => {
  world.people.reset();
  world.subgraph.fault = null;
  world.fetches();
});
afterEach(() => stores.dispose());

const query = 'query ($ids: [ID!]!) { people(ids: $ids) { name } motto }';
const ids = ['u1', 'u2', 'u3'];

/** As many readers as there are, each at one of the gateways. Resolves with what they saw, each of it once. */
async function readAll(gateways: readonly CachedGraph[], ask = query): Promise<string[]> {
  const readers = Array.from({ length: readersCount }, async (_, nth) =>
    gateways[nth % gateways.length]?.run(ask, { ...callerOf(`reader-${nth}`), variables: { ids } }),
  );
  const answers = await Promise.all(readers);
  return [...new Set(answers.map((answer) => JSON.stringify(answer)))];
}

/** Has the subgraph take so long for an answer. */
function slowDown(timeMs: number): void {
  world.subgraph.fault = async (response, answer) => {
    const text = await answer();
    await new Promise((resolve) => setTimeout(resolve, timeMs));
    response.setHeader('content-type', 'application/json').end(text);
  };
}

describe.each<[string, () => CacheStores, number]>([
  ['one gateway', memoryCacheStores, 1],
  ['one gateway with Redis', redisCacheStores, 1],
  ['three gateways that share a Redis', redisCacheStores, 3],
])('%s', (_name, makeStores, gatewaysCount) => {
  let gateways: CachedGraph[];

  beforeEach(async () => {
    stores = makeStores();
    const opened = await Promise.all(Array.from({ length: gatewaysCount }, () => stores.open()));
    gateways = opened.map((store) => world.gateway({ store }));
  });

  it(`fetches once for ${readersCount} readers at once, and once more after an event`, async () => {
    slowDown(30);
    expect(await readAll(gateways)).toHaveLength(1);
    // One for the entities, one for the root field.
    expect(world.fetches()).toBe(2);
    await gateways[0]?.cache.take(ids.map((id) => world.people.rename(id, `New ${id}`)));
    expect(await readAll(gateways)).toEqual([expect.stringContaining('New u1')]);
    expect(world.fetches()).toBe(1);
  });

  it('fetches for each who asks what came back with an error, and then shares again', async () => {
    const faulty = '{ people(ids: ["bad"]) { fault } }';
    const answers = await readAll(gateways, faulty);
    expect(answers).toEqual([expect.stringContaining('No bad.')]);
    expect(world.fetches()).toBeGreaterThanOrEqual(readersCount - gatewaysCount * 2);
    slowDown(30);
    expect(await readAll(gateways)).toHaveLength(1);
    expect(world.fetches()).toBe(2);
  });

  it('does not have those who came after an event wait for what was begun before it', async () => {
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    world.subgraph.fault = async (response, answer) => {
      const text = await answer();
      reached.resolve();
      await held.promise;
      response.setHeader('content-type', 'application/json').end(text);
    };
    const early = readAll(gateways, '{ person(id: "u1") { name } }');
    await reached.promise;
    world.subgraph.fault = null;
    await gateways[0]?.cache.take([world.people.rename('u1', 'Ada')]);
    const late = await readAll(gateways, '{ person(id: "u1") { name } }');
    // What was begun before is still held.
    expect(late).toEqual([expect.stringContaining('Ada')]);
    held.resolve();
    await early;
  });
});

it('a gateway that took a fetch upon itself and does not come back holds nobody up for long', async () => {
  stores = redisCacheStores();
  const [lost, other] = await Promise.all([stores.open(), stores.open()]);
  const { run } = world.gateway({ store: other });
  // It takes every lease before the other one can, and fetches nothing.
  const lease = other.lease.bind(other);
  other.lease = async (values, timeMs) => {
    await lost.lease(values, timeMs);
    return lease(values, timeMs);
  };
  const beganMs = performance.now();
  expect((await run('{ motto }', callerOf('alice'))).data).toEqual({ motto: 'weave' });
  const tookMs = performance.now() - beganMs;
  expect(tookMs).toBeGreaterThanOrEqual(leaseTimeMs * 0.9);
  expect(world.fetches()).toBe(1);
});
