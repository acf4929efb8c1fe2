import { defineEventHandler } from '@payloom/messaging/event-handler';
import { eventually } from '@payloom/testkit/eventually';
import { startOwnRabbitMq, type OwnRabbitMq } from '@payloom/testkit/own-rabbitmq';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';
import { createTestIssuer } from '@payloom/testkit/tokens';
import { makeRegisteringSubgraph } from './registering-subgraph.fixture.ts';
import { startSubgraph, type RunningSubgraph } from './start-subgraph.ts';

describe('a subgraph whose RabbitMQ is away', () => {
  let made: Awaited<ReturnType<typeof makeRegisteringSubgraph>>;
  let database: TestDatabase;
  let rabbitMq: OwnRabbitMq;
  let subgraph: RunningSubgraph;
  const handled: string[] = [];

  beforeAll(async () => {
    made = await makeRegisteringSubgraph();
    database = await createTestDatabase('away');
    rabbitMq = await startOwnRabbitMq();
    await rabbitMq.kill();
    const broker = { amqpUrl: rabbitMq.url, journalPath: undefined, attemptsMax: 12 };
    subgraph = await startSubgraph({
      ...made.parts,
      env: {
        ...{ databaseUrl: database.url, port: 0, host: '127.0.0.1', jwksUrl: undefined, logLevel: 'silent' },
        broker,
      },
      orm: made.orm(database.url),
      verifyToken: (await createTestIssuer()).verifyToken,
      consumes: [
        defineEventHandler({
          queue: 'profile.profiles.create',
          type: 'auth.user.registered',
          handle: async ({ subject }) => void handled.push(subject),
        }),
      ],
    });
  }, 60_000);
  afterAll(async () => {
    await subgraph?.stop();
    await rabbitMq?.stop();
    await database?.drop();
    await made?.remove();
  });

  async function ready(): Promise<unknown> {
    const answer = await fetch(new URL('/readyz', subgraph.url));
    return { status: answer.status, body: await answer.json() };
  }

  it('starts and says what it misses, serves, and goes on by itself when the broker comes', async () => {
    expect(await ready()).toMatchObject({ status: 503, body: { ready: false, failing: ['broker'] } });
    const answer = await fetch(subgraph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { register(subject: "a") }' }),
    });
    expect(await answer.json()).toEqual({ data: { register: true } });
    expect(handled).toEqual([]);
    await rabbitMq.restart();
    await eventually(async () => expect(await ready()).toMatchObject({ status: 200 }), { withinMs: 30_000 });
    await eventually(() => expect(handled).toEqual(['a']), { withinMs: 30_000 });
  }, 90_000);
});
