import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { cursorsOf, idsOf } from '../testing/live-fixture.ts';
import { startServicesFixture, type ServicesFixture } from '../testing/services-fixture.ts';
import type { TestGateway } from '../testing/test-gateway.ts';

const startTimeMaxMs = 120_000;
let services: ServicesFixture;
let one: TestGateway;
let other: TestGateway;
let alice: string;

beforeAll(async () => {
  services = await startServicesFixture();
  one = await services.start();
  other = await services.start();
}, startTimeMaxMs);
afterAll(() => services.stop(), startTimeMaxMs);
beforeEach(() => void (alice = uuidv7()));
afterEach(() => services.settle());

/** How many events the gateway took from the queue they share. */
async function takenBy({ gateway }: TestGateway): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(/^payloom_gateway_events_total\{.*\} (\d+)/m.exec(text)?.[1] ?? 0);
}

const readiness = async ({ gateway }: TestGateway) => {
  const response = await fetch(`${gateway.url}/readyz`);
  return (await response.json()) as { ready: boolean; failing: string[] };
};

/** Of different payments, those that were tried again may come behind others. */
const inAnyOrder = (ids: readonly string[]) => ids.toSorted();

const ready = (gateway: TestGateway) =>
  eventually(async () => expect(await readiness(gateway)).toMatchObject({ ready: true, failing: [] }));

describe('two gateways on one RabbitMQ and one Redis', () => {
  it('deliver to their own sockets, one of them feeding both', async () => {
    await ready(one);
    await ready(other);
    const watched = [await services.subscribed(one, alice), await services.subscribed(other, alice)];
    const before = await Promise.all([takenBy(one), takenBy(other)]);
    const ids = await services.publishFor(alice, 30);
    for (const each of watched) await eventually(() => expect(idsOf(each)).toEqual(ids));
    const [ofOne = [], ofOther = []] = watched.map(cursorsOf);
    expect(ofOne).toEqual(ofOther);
    const after = await Promise.all([takenBy(one), takenBy(other)]);
    expect(after.map((count, index) => count - (before[index] ?? 0)).toSorted()).toEqual([0, 30]);
    for (const each of watched) each.stop();
  });

  it('let a subscriber move from one to the other with its cursor and miss nothing', async () => {
    const first = await services.subscribed(one, alice);
    const ids = await services.publishFor(alice, 5);
    await eventually(() => expect(idsOf(first)).toEqual(ids));
    first.stop();
    ids.push(...(await services.publishFor(alice, 5)));
    const during = services.publishFor(alice, 20);
    const second = await services.subscribed(other, alice, cursorsOf(first)[2]);
    ids.push(...(await during), ...(await services.publishFor(alice, 5)));
    await eventually(() => expect(idsOf(second)).toEqual(ids.slice(3)));
    second.stop();
  });

  it('go on to feed when either of them stops', async () => {
    const third = await services.start();
    const watched = await services.subscribed(third, alice);
    const ids: string[] = [];
    for (const stopped of [one, other]) {
      const publishing = (async () => {
        for (let round = 0; round < 20; round += 1) ids.push(...(await services.publishFor(alice, 2)));
      })();
      await stopped.gateway.stop();
      await publishing;
    }
    await eventually(() => expect(idsOf(watched)).toEqual(ids));
    expect(await takenBy(third)).toBeGreaterThan(0);
    watched.stop();
    one = third;
    other = await services.start();
  });
});

describe('a gateway', () => {
  it('serves and says what is missing while RabbitMQ and Redis are away, and feeds on when they come', async () => {
    const { proxies, throughProxies } = services;
    for (const proxy of Object.values(proxies)) proxy.refuse();
    const third = await services.start(throughProxies);
    expect((await third.post({ query: '{ version }' })).body).toEqual({ data: { version: '1' } });
    expect(await readiness(third)).toMatchObject({ ready: false, failing: ['broker', 'redis'] });
    proxies.rabbitMq.accept();
    await eventually(async () => expect((await readiness(third)).failing).toEqual(['redis']));
    proxies.redis.accept();
    await ready(third);
    const watched = await services.subscribed(third, alice);
    const ids = await services.publishFor(alice, 3);
    await eventually(() => expect(idsOf(watched)).toEqual(ids));
    watched.stop();
    await third.gateway.stop();
  });

  it('that cannot reach Redis any more leaves the queue to one that can, and loses nothing', async () => {
    const { proxies, throughProxies } = services;
    // Alone, so that it is the one that feeds.
    await one.gateway.stop();
    await other.gateway.stop();
    const lonely = await services.start(throughProxies);
    await ready(lonely);
    const before = await services.subscribed(lonely, alice);
    const ids = await services.publishFor(alice, 2);
    await eventually(() => expect(idsOf(before)).toEqual(ids));
    one = await services.start();
    const watched = await services.subscribed(one, alice);
    proxies.redis.refuse();
    proxies.redis.cut();
    const missed = await services.publishFor(alice, 5);
    await eventually(() => expect(inAnyOrder(idsOf(watched))).toEqual(inAnyOrder(missed)), {
      withinMs: 25_000,
    });
    expect(await readiness(lonely)).toMatchObject({ ready: false, failing: ['redis'] });
    proxies.redis.accept();
    await eventually(() => expect(idsOf(before)).toEqual([...ids, ...idsOf(watched)]));
    await ready(lonely);
    expect(await services.drained()).toBe(0);
    for (const each of [before, watched]) each.stop();
  }, 60_000);

  it('goes on by itself after RabbitMQ was killed, and what was published by then arrives', async () => {
    const watched = await services.subscribed(one, alice);
    const ids = await services.publishFor(alice, 2);
    await eventually(() => expect(idsOf(watched)).toEqual(ids));
    await services.rabbitMq.kill();
    await eventually(async () => expect((await readiness(one)).failing).toEqual(['broker']));
    expect((await one.post({ query: '{ version }' })).body).toEqual({ data: { version: '1' } });
    await services.rabbitMq.restart();
    await ready(one);
    ids.push(...(await eventually(() => services.publishFor(alice, 2))));
    await eventually(() => expect(idsOf(watched).slice(0, 2)).toEqual(ids.slice(0, 2)));
    await eventually(() => expect(idsOf(watched)).toEqual(expect.arrayContaining(ids)));
    watched.stop();
  }, 60_000);

  it('goes on by itself after Redis was killed', async () => {
    const watched = await services.subscribed(one, alice);
    await services.redis.kill();
    const publishing = services.publishFor(alice, 5);
    await eventually(async () => expect((await readiness(one)).failing).toEqual(['redis']));
    await services.redis.restart();
    const ids = await publishing;
    await eventually(() => expect(inAnyOrder(idsOf(watched))).toEqual(inAnyOrder(ids)), { withinMs: 20_000 });
    await ready(one);
    expect(await services.drained()).toBe(0);
    watched.stop();
  }, 60_000);
});
