import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { forkGateway, type ForkedGateway } from '../testing/forked-gateway.ts';
import { changes } from '../testing/live-fixture.ts';
import { startServicesFixture, type ServicesFixture } from '../testing/services-fixture.ts';
import { watch, type TestGateway } from '../testing/test-gateway.ts';

const startTimeMaxMs = 120_000;
const subscriptionsCount = 20;
let services: ServicesFixture;
/** Has stopped: it only lends its tokens and its graph. */
let beside: TestGateway;
let leaves: ForkedGateway;

beforeAll(async () => {
  services = await startServicesFixture();
  beside = await services.start();
  await beside.gateway.stop();
}, startTimeMaxMs);
afterAll(() => services.stop(), startTimeMaxMs);
beforeEach(async () => {
  const { broker, redisUrl } = services.throughProxies;
  const env = { AMQP_URL: broker?.amqpUrl ?? '', REDIS_URL: redisUrl ?? '' };
  leaves = await forkGateway(services, beside, env);
}, startTimeMaxMs);
afterEach(() => {
  leaves.kill();
  const { redis, rabbitMq } = services.proxies;
  redis.onServerData(undefined);
  for (const proxy of [redis, rabbitMq]) proxy.accept();
});

type ProxyName = 'redis' | 'rabbitMq';

function lose(...names: ProxyName[]): void {
  for (const name of names) {
    services.proxies[name].refuse();
    services.proxies[name].cut();
  }
}

/** Hears each event many times over. */
async function listenAs(userId: string): Promise<void> {
  const client = beside.client({
    url: () => `${leaves.url.replace('http', 'ws')}/graphql`,
    connectionParams: { authorization: `Bearer ${await beside.issuer.sign({ userId })}` },
  });
  const watched = Array.from({ length: subscriptionsCount }, () => watch(client, changes, {}));
  await eventually(async () => {
    await services.publishFor(userId, 1);
    for (const { results } of watched) expect(results).not.toEqual([]);
  });
}

async function publishUntil(signal: AbortSignal, userId: string): Promise<void> {
  while (!signal.aborted) {
    await services.publishFor(userId, 5);
    await delay(5);
  }
}

it.each<[string, () => void]>([
  ['Redis gives no answer', () => services.proxies.redis.onServerData(() => 0)],
  ['Redis is gone', () => lose('redis')],
  ['RabbitMQ is gone', () => lose('rabbitMq')],
  ['both are gone', () => lose('redis', 'rabbitMq')],
])(
  'a gateway with events under way that is told to stop when %s ends in order',
  async (_what, begin) => {
    const alice = uuidv7();
    await listenAs(alice);
    const over = new AbortController();
    const published = publishUntil(over.signal, alice);
    await delay(100);
    begin();
    expect(await leaves.terminate()).toBe(0);
    over.abort();
    await published;
  },
  startTimeMaxMs,
);
