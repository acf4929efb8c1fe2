import { join } from 'node:path';
import { createEvent } from '@payloom/event-contracts/catalogue';
import { consumers } from '@payloom/event-contracts/consumers';
import type { Broker } from '@payloom/messaging/broker';
import { makeTestJournal } from '@payloom/messaging/journal.fixture';
import { makeRabbitMq } from '@payloom/messaging/rabbitmq.fixture';
import { startTestSubgraph, type TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { createContext } from '../src/context.ts';
import { consumes } from '../src/events/consumes.ts';
import { watchHealth } from '../src/operations/watch-health.ts';
import { ormConfig } from '../src/orm.config.ts';
import { resolvers } from '../src/resolvers/resolvers.ts';

const administrator = { userId: uuidv7(), role: 'ADMIN' } as const;
const queue = 'payments.wallets.open';
const patterns = ['auth.user.registered'];

const query = `{
  serviceTraffic { id status requestsPerMinute failedPerMinute p95Ms history(span: HOUR) { status requestsPerMinute } }
  databaseHealth {
    id status troubles pingMs connectionsUsed connectionsMax sizeBytes oldestTransactionSeconds outboxWaiting
    history(span: HOUR) { from status pingMs }
  }
  queueHealth {
    id description status troubles waiting ready underWay delayed consumers deadLetters oldestSeconds
    hour: history(span: HOUR) { status waiting }
    day: history(span: DAY) { status waiting }
  }
}`;
interface Point {
  status: string;
  waiting?: number | null;
  pingMs?: number | null;
  requestsPerMinute?: number | null;
}
interface Health {
  serviceTraffic: { id: string; status: string; requestsPerMinute: number | null; history: Point[] }[];
  databaseHealth: { id: string; status: string; connectionsUsed: number | null; history: Point[] }[];
  queueHealth: { id: string; status: string; hour: Point[]; day: Point[] }[];
}

function userRegistered() {
  const userId = uuidv7();
  const data = { userId, email: 'a@b.test', displayName: 'A', role: 'CUSTOMER', status: 'ACTIVE' } as const;
  return createEvent({ type: 'auth.user.registered', subject: userId, data, audience: [], actor: userId });
}

describe.each([
  ['the embedded broker', makeTestJournal],
  ['RabbitMQ', async () => makeRabbitMq()],
])('the health of databases and queues with %s', (_name, make) => {
  const opened = new AsyncDisposableStack();
  let admin: TestSubgraph;
  let broker: Broker;
  let url: string;
  let isAway = false;

  beforeAll(async () => {
    admin = await startTestSubgraph({
      name: 'admin',
      schemaPath: join(import.meta.dirname, '../schema.graphql'),
      resolvers,
      context: createContext,
      consumes,
      orm: ormConfig,
    });
    opened.defer(() => admin.stop());
    const under = await make();
    opened.defer(() => under.dispose());
    broker = await under.open();
    url = admin.url.replace('/graphql', '/readyz');
    const watch = watchHealth({
      em: admin.orm.em,
      broker: { inspect: (queues) => (isAway ? Promise.reject(new Error('away')) : broker.inspect(queues)) },
      log: { warn: () => undefined },
      urls: new Map([['admin', url]]),
      everyMs: 50,
      firstAfterMs: 0,
    });
    opened.defer(() => watch.stop());
  });
  afterAll(() => opened.disposeAsync());

  async function health() {
    const { data, errors } = await admin.execute<Health>(query, {}, { as: administrator });
    expect(errors).toBeUndefined();
    return {
      traffic: data?.serviceTraffic ?? [],
      databases: data?.databaseHealth ?? [],
      queues: data?.queueHealth ?? [],
      queue: data?.queueHealth.find(({ id }) => id === queue),
    };
  }

  it('has the database that a subgraph reports with its heartbeat, and its history', async () => {
    await admin.eventually(async () =>
      expect((await health()).databases).toMatchObject([
        { id: 'admin', status: 'HEALTHY', troubles: [], oldestTransactionSeconds: 0, outboxWaiting: 0 },
      ]),
    );
    const [database] = (await health()).databases;
    expect(database?.connectionsUsed).toBeGreaterThan(0);
    expect(database?.history).toHaveLength(30);
    expect(database?.history.at(-1)).toMatchObject({ status: 'HEALTHY', pingMs: expect.any(Number) });
  });

  it('has what a service had to do in the last minute, by its own metrics, and the history of it', async () => {
    await admin.eventually(async () =>
      expect((await health()).traffic).toMatchObject([
        { id: 'admin', status: 'HEALTHY', failedPerMinute: 0, p95Ms: expect.any(Number) },
      ]),
    );
    // This test asks all the time.
    await admin.eventually(async () =>
      expect((await health()).traffic[0]?.requestsPerMinute).toBeGreaterThan(1),
    );
    const [traffic] = (await health()).traffic;
    expect(traffic?.history).toHaveLength(30);
    expect(traffic?.history.at(-1)).toMatchObject({
      status: 'HEALTHY',
      requestsPerMinute: expect.any(Number),
    });
  });

  it('has each queue: what stands in it, that nobody consumes it, and that somebody does', async () => {
    await broker.declare({ queue, patterns });
    await broker.publish([userRegistered()]);
    await admin.eventually(async () =>
      expect((await health()).queue).toMatchObject({
        description: consumers[queue].description,
        status: 'FAILING',
        troubles: ['NO_CONSUMER'],
        ...{ waiting: 1, ready: 1, underWay: 0, consumers: 0 },
      }),
    );
    expect((await health()).queues.map(({ id }) => id)).toEqual(Object.keys(consumers).toSorted());
    const released = Promise.withResolvers<void>();
    const consumer = await broker.consume({ queue, patterns, handle: () => released.promise });
    await admin.eventually(async () =>
      expect((await health()).queue).toMatchObject({
        status: 'HEALTHY',
        ...{ waiting: 1, ready: 0, underWay: 1, consumers: 1, oldestSeconds: expect.any(Number) },
      }),
    );
    released.resolve();
    await admin.eventually(async () =>
      expect((await health()).queue).toMatchObject({ waiting: 0, underWay: 0, oldestSeconds: null }),
    );
    const seen = (await health()).queue;
    expect(seen?.day.at(-1)).toMatchObject({ status: 'FAILING', waiting: 1 });
    expect([seen?.hour.length, seen?.day.length]).toEqual([30, 48]);
    await consumer.stop();
  });

  it('does not know how any queue is while the broker does not answer, and says so', async () => {
    isAway = true;
    await admin.eventually(async () => {
      const { queues, databases } = await health();
      expect(new Set(queues.map(({ status }) => status))).toEqual(new Set(['UNKNOWN']));
      expect(queues[0]).toMatchObject({ waiting: null, consumers: null, deadLetters: null });
      expect(databases).toMatchObject([{ status: 'HEALTHY' }]);
    });
    isAway = false;
  });
});
