import { eventually } from '@payloom/testkit/eventually';
import { startOwnRedis, type OwnRedis } from '@payloom/testkit/own-redis';
import { startTcpProxy, type TcpProxy } from '@payloom/testkit/tcp-proxy';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import { openRedisCacheStore } from '../testing/cache-stores.ts';
import {
  callerOf,
  startCachedGraph,
  type CachedGraph,
  type CachedGraphFixture,
} from '../testing/cached-graph.ts';
import type { RedisCacheStore } from './redis-cache-store.ts';

/** On a machine with other work an answer takes its time. */
const lookTimeMaxMs = 250;

let own: OwnRedis;
let proxy: TcpProxy;
let world: CachedGraphFixture;
let redis: Redis;
let namespace: string;
let store: RedisCacheStore;
let gateway: CachedGraph;
/** Another gateway, whose connection nobody breaks. */
let steadyStore: RedisCacheStore;
let steady: CachedGraph;

beforeAll(async () => {
  own = await startOwnRedis();
  proxy = await startTcpProxy({ host: '127.0.0.1', port: own.port });
  world = await startCachedGraph();
  redis = new Redis(own.url);
  redis.on('error', () => {});
});
afterAll(async () => {
  redis.disconnect();
  await world.stop();
  await proxy.stop();
  await own.stop();
});
beforeEach(async () => {
  namespace = uuidv7();
  proxy.accept();
  store = await openRedisCacheStore({ url: proxied(), namespace, lookTimeMaxMs });
  steadyStore = await openRedisCacheStore({ url: own.url, namespace, lookTimeMaxMs });
  gateway = world.gateway({ store });
  steady = world.gateway({ store: steadyStore });
  world.people.reset();
  world.fetches();
  await gateway.outcomes();
});
afterEach(() => {
  proxy.onClientData(undefined);
  store.close();
  steadyStore.close();
});

const proxied = () => `redis://127.0.0.1:${proxy.port}`;
const alice = callerOf('alice');
const query = '{ motto }';

/** Asks so often, one after the other. */
async function askOften(asksCount: number, of = gateway): Promise<void> {
  for (let nth = 0; nth < asksCount; nth += 1)
    expect(await of.run(query, alice)).toEqual({ data: { motto: world.people.motto } });
}

const isUsed = (of: CachedGraph) =>
  eventually(async () => {
    await of.run(query, alice);
    world.fetches();
    await of.run(query, alice);
    expect(world.fetches()).toBe(0);
  });

describe('while Redis', () => {
  it('hangs, one request waits for it a moment, and then none, until it answers again', async () => {
    let looks = 0;
    proxy.onClientData(({ chunk }) => void (looks += chunk.toString('latin1').split('mget').length - 1));
    await askOften(3);
    expect(looks).toBeGreaterThan(0);
    looks = 0;
    await gateway.outcomes();
    await redis.client('PAUSE', 6_000, 'ALL');
    await askOften(30);
    // None, where the machine was so busy that it had been taken to hang before.
    expect(looks).toBeLessThanOrEqual(1);
    const { away, hit = 0 } = await gateway.outcomes();
    expect([away, hit]).toEqual([30, 0]);
    await isUsed(gateway);
  });

  it('is not reached, every request is answered by the subgraph', async () => {
    // So patient that a test which waited for Redis would fail.
    const patient = await openRedisCacheStore({ url: proxied(), namespace, lookTimeMaxMs: 10 * 60_000 });
    const patiently = world.gateway({ store: patient });
    await askOften(3, patiently);
    await patiently.outcomes();
    proxy.refuse();
    proxy.cut();
    world.people.motto = 'changed unheard';
    await eventually(() => expect(patient.look([], [])).rejects.toThrow('The cache is away'));
    await askOften(50, patiently);
    expect(await patiently.outcomes()).toEqual({ away: 50 });
    patient.close();
  });

  it('is full, nothing more is kept, and all is answered', async () => {
    await askOften(1);
    await redis.config('SET', 'maxmemory', '1');
    world.fetches();
    const asked = await gateway.run('{ motto asker }', alice);
    expect(asked.data).toEqual({ motto: 'weave', asker: 'alice' });
    await redis.config('SET', 'maxmemory', '0');
    await isUsed(gateway);
  });
});

describe('what was kept before', () => {
  it('this gateway lost Redis counts no more: an event may have been lost with it', async () => {
    await askOften(2);
    world.people.motto = 'changed unheard';
    expect((await gateway.run(query, alice)).data).toEqual({ motto: 'weave' });
    proxy.cut();
    await eventually(() => store.look([], []));
    expect((await gateway.run(query, alice)).data).toEqual({ motto: 'changed unheard' });
    expect((await steady.run(query, alice)).data).toEqual({ motto: 'changed unheard' });
  });

  it('Redis died counts no more when it is back with its data', async () => {
    await askOften(2);
    world.people.motto = 'changed unheard';
    await own.kill();
    await own.restart();
    await eventually(() => store.look([], []));
    expect((await gateway.run(query, alice)).data).toEqual({ motto: 'changed unheard' });
  });

  it('somebody emptied Redis counts no more, though its stamps look as they did', async () => {
    const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    world.subgraph.fault = async (response, answer) => {
      const text = await answer();
      reached.resolve();
      await held.promise;
      response.setHeader('content-type', 'application/json').end(text);
    };
    const early = gateway.run(query, alice);
    await reached.promise;
    world.subgraph.fault = null;
    await steady.cache.take([world.people.say('spin')]);
    await redis.flushall();
    held.resolve();
    expect((await early).data).toEqual({ motto: 'weave' });
    await eventually(() => store.look([], []));
    await eventually(() => steadyStore.look([], []));
    expect((await gateway.run(query, alice)).data).toEqual({ motto: 'spin' });
    expect((await steady.run(query, alice)).data).toEqual({ motto: 'spin' });
  });
});

describe('what a viewer did while Redis was not reached', () => {
  it('is seen by them at once, and at the other gateways as soon as they can be told', async () => {
    const names = 'query { person(id: "u1") { name } }';
    await gateway.run(names, alice);
    await steady.run(names, alice);
    proxy.refuse();
    proxy.cut();
    await gateway.run('mutation { rename(id: "u1", name: "Ada") { text } }', alice);
    expect((await gateway.run(names, alice)).data).toEqual({ person: { name: 'Ada' } });
    proxy.accept();
    await eventually(async () =>
      expect((await steady.run(names, alice)).data).toEqual({ person: { name: 'Ada' } }),
    );
    expect((await gateway.run(names, alice)).data).toEqual({ person: { name: 'Ada' } });
  });

  it('holds up their answer for no longer than a moment while it hangs', async () => {
    await redis.client('PAUSE', 4_000, 'ALL');
    let hangs = true;
    const back = redis.ping().then(() => (hangs = false));
    await gateway.run('mutation { rename(id: "u1", name: "Ida") { text } }', alice);
    expect(hangs).toBe(true);
    world.fetches();
    for (const expected of [1, 1]) {
      await gateway.run('{ person(id: "alice") { diary } }', alice);
      expect(world.fetches()).toBe(expected);
    }
    expect(await gateway.outcomes()).toMatchObject({ writer: 2 });
    await back;
  });
});
