import { eventually } from '@payloom/testkit/eventually';
import { startOwnRedis, type OwnRedis } from '@payloom/testkit/own-redis';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import { changes, startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { openAcknowledged } from '../testing/raw-socket.ts';

let own: OwnRedis;
let redis: Redis;
let live: LiveFixture;

beforeAll(async () => {
  own = await startOwnRedis();
  redis = new Redis(own.url);
  live = await startLiveFixture({ redisUrl: own.url });
});
afterAll(async () => {
  await live.stop();
  redis.disconnect();
  await own.stop();
});

/** A gauge or a counter of the gateway. */
async function figure(name: string): Promise<number> {
  const text = await (await fetch(`${live.test.gateway.url}/metrics`)).text();
  return Number(new RegExp(`^${name}\\{.*\\} (\\d+)`, 'm').exec(text)?.[1]);
}

const resources = (kind: string) => process.getActiveResourcesInfo().filter((each) => each === kind).length;

/** What clients make the gateway hold, here and in Redis. */
const held = async () => ({
  listeners: live.test.gateway.store.listenerCount,
  subscriptions: await figure('payloom_gateway_subscriptions'),
  sockets: await figure('payloom_gateway_sockets'),
  channels: ((await redis.pubsub('CHANNELS')) as string[]).toSorted(),
  connectionsToRedis: String(await redis.client('LIST'))
    .trim()
    .split('\n').length,
});
const ofProcess = () => ({ timers: resources('Timeout'), connections: resources('TCPSocketWrap') });

/** Somebody comes with some subscriptions, gets an update of each, and is about to get another. */
async function come(userId: string) {
  const { gateway, issuer } = live.test;
  const raw = await openAcknowledged(gateway.url, await issuer.sign({ userId }));
  for (const id of ['1', '2', '3']) raw.say({ type: 'subscribe', id, payload: { query: changes } });
  await eventually(async () => {
    await live.publishFor(userId, 1);
    const ids = new Set(raw.messages.filter(({ type }) => type === 'next').map(({ id }) => id));
    expect(ids.size).toBe(3);
  });
  return raw;
}

const waysToGo = ['unsubscribes', 'closes its socket', 'breaks off', 'loses its session’s token'] as const;

async function comeAndGo(way: (typeof waysToGo)[number]): Promise<void> {
  const raw = await come(uuidv7());
  if (way === 'unsubscribes') for (const id of ['1', '2', '3']) raw.say({ type: 'complete', id });
  if (way === 'breaks off') raw.socket.terminate();
  else if (way === 'loses its session’s token')
    raw.say({ type: 'ping', payload: { authorization: 'Bearer a.b.c' } });
  else raw.socket.close();
  await raw.closed;
}

describe('when its clients have gone', () => {
  it('a gateway holds no listener, no timer, no connection and no channel of Redis for them', async () => {
    await comeAndGo('closes its socket');
    await eventually(async () => expect(await figure('payloom_gateway_sockets')).toBe(0));
    const [heldBefore, processBefore] = [await held(), ofProcess()];
    expect(heldBefore).toMatchObject({ subscriptions: 0, sockets: 0 });
    await Promise.all([...waysToGo, ...waysToGo, ...waysToGo].map(comeAndGo));
    await eventually(async () => expect(await held()).toEqual(heldBefore));
    // Connections to subgraphs are kept for some seconds.
    await eventually(
      () => {
        const { timers, connections } = ofProcess();
        expect(timers).toBeLessThanOrEqual(processBefore.timers);
        expect(connections).toBeLessThanOrEqual(processBefore.connections);
      },
      { withinMs: 20_000 },
    );
  });

  it('which it did while they were there', async () => {
    const before = await held();
    const raw = await come(uuidv7());
    const { channels, ...during } = await held();
    expect(during).toEqual({
      listeners: before.listeners + 3,
      subscriptions: 3,
      sockets: 1,
      connectionsToRedis: before.connectionsToRedis,
    });
    expect(channels.length).toBeGreaterThan(before.channels.length);
    raw.socket.close();
    await eventually(async () => expect(await held()).toEqual(before));
  });
});
