import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Options } from '@mikro-orm/postgresql';
import { createEvent, type EventType, type NewEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Broker } from '@payloom/messaging/broker';
import { openEmbeddedBroker } from '@payloom/messaging/embedded-broker';
import type { SubgraphContext } from '@payloom/subgraph-kit/context';
import {
  startSubgraph,
  type RunningSubgraph,
  type SubgraphOptions,
} from '@payloom/subgraph-kit/start-subgraph';
import type { GraphQLFormattedError } from 'graphql';
import { eventually } from './eventually.ts';
import { createTestDatabase } from './postgres.ts';
import { createTestIssuer, type TestIssuer, type TestViewer } from './tokens.ts';

export interface TestSubgraphOptions<Context extends SubgraphContext> extends Omit<
  SubgraphOptions<Context>,
  'env' | 'orm'
> {
  /** The subgraph's own `orm.config.ts`, called with the address of the test's database. */
  orm: (databaseUrl: string) => Options;
  /** For the subgraph that signs tokens itself; by default the test's own issuer does. */
  verifyToken?: SubgraphOptions<Context>['verifyToken'];
}

export interface ExecuteOptions {
  /** A viewer the test's issuer signs in, or a token as it is; nobody when left out. */
  as?: TestViewer | string;
  headers?: Record<string, string>;
}

export interface TestAnswer<Data> {
  readonly data: Data | null | undefined;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
  readonly status: number;
  readonly headers: Headers;
}

export interface TestSubgraph extends Pick<RunningSubgraph, 'url' | 'orm'> {
  readonly broker: Broker;
  readonly issuer: TestIssuer;
  /** Every event that has been published so far, oldest first: the subgraph's own and those of `publish`. */
  readonly published: readonly EventEnvelope[];
  /** Sends an operation over HTTP, as the gateway does. */
  execute<Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    options?: ExecuteOptions,
  ): Promise<TestAnswer<Data>>;
  /** Publishes an event as another subgraph would, and resolves with its envelope. */
  publish<Type extends EventType>(event: NewEvent<Type>): Promise<EventEnvelope>;
  /** Publishes an envelope once more, as a relay does after a crash. */
  publishAgain(event: EventEnvelope): Promise<void>;
  readonly eventually: typeof eventually;
  stop(): Promise<void>;
}

/** Remembers all events; its queue stands before the subgraph's relay starts, so none is missed. */
async function recordEvents(broker: Broker): Promise<EventEnvelope[]> {
  const published: EventEnvelope[] = [];
  const handle = async (event: EventEnvelope) => void published.push(event);
  await broker.consume({ queue: 'testkit.events.record', patterns: ['#'], handle });
  return published;
}

function executorFor(url: string, issuer: TestIssuer): TestSubgraph['execute'] {
  return async <Data>(
    query: string,
    variables: Record<string, unknown> = {},
    { as, headers = {} }: ExecuteOptions = {},
  ): Promise<TestAnswer<Data>> => {
    const token = typeof as === 'object' ? await issuer.sign(as) : as;
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const body: unknown = await response.json();
    if (!isGraphqlBody<Data>(body))
      throw new TypeError(`Expected a GraphQL response: ${JSON.stringify(body)}`);
    const { data, errors } = body;
    return { data, errors, status: response.status, headers: response.headers };
  };
}

type GraphqlBody<Data> = Partial<Pick<TestAnswer<Data>, 'data' | 'errors'>>;

/** Whether it is a GraphQL response; that its data is what the operation asked for is the caller's word. */
function isGraphqlBody<Data>(body: unknown): body is GraphqlBody<Data> {
  return typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);
}

/** A database and a broker journal for one test subgraph; `cleanUp` learns how to take them away again. */
async function makeSurroundings(name: string, cleanUp: AsyncDisposableStack) {
  const folder = await mkdtemp(join(tmpdir(), `payloom-${name}-`));
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  const database = await createTestDatabase(name);
  cleanUp.defer(() => database.drop());
  const journalPath = join(folder, 'broker.journal');
  const broker = await openEmbeddedBroker({ path: journalPath });
  cleanUp.defer(() => broker.close());
  return { databaseUrl: database.url, journalPath, broker };
}

/** Starts a subgraph whole, on a database and a broker journal of its own, on any free port. */
export async function startTestSubgraph<Context extends SubgraphContext>(
  options: TestSubgraphOptions<Context>,
): Promise<TestSubgraph> {
  const cleanUp = new AsyncDisposableStack();
  try {
    const { databaseUrl, journalPath, broker } = await makeSurroundings(options.name, cleanUp);
    const issuer = await createTestIssuer();
    const published = await recordEvents(broker);
    const address = { port: 0, host: '127.0.0.1', jwksUrl: undefined, logLevel: 'silent' } as const;
    const { url, orm, stop } = await startSubgraph({
      ...options,
      env: { ...address, databaseUrl, broker: { amqpUrl: undefined, journalPath, attemptsMax: 12 } },
      orm: options.orm(databaseUrl),
      verifyToken: options.verifyToken ?? issuer.verifyToken,
    });
    cleanUp.defer(stop);

    const publishAgain = (event: EventEnvelope) => broker.publish([event]);
    const publish: TestSubgraph['publish'] = async (event) => {
      const envelope = createEvent(event);
      await publishAgain(envelope);
      return envelope;
    };
    const execute = executorFor(url, issuer);
    const stopAll = () => cleanUp.disposeAsync();
    return { url, orm, broker, issuer, published, execute, publish, publishAgain, eventually, stop: stopAll };
  } catch (error) {
    await cleanUp.disposeAsync();
    throw error;
  }
}
