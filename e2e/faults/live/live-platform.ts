import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnPostgres, type OwnPostgres } from '@payloom/testkit/own-postgres';
import { startOwnRabbitMq, type OwnRabbitMq } from '@payloom/testkit/own-rabbitmq';
import { startOwnRedis, type OwnRedis } from '@payloom/testkit/own-redis';
import { serveKeys } from '@payloom/testkit/serve-keys';
import { startTcpProxy, type TcpProxy } from '@payloom/testkit/tcp-proxy';
import { createTestIssuer, type TestIssuer } from '@payloom/testkit/tokens';
import getPort from 'get-port';
import type { Client } from 'pg';
import { root } from '../../../scripts/build/artefacts.ts';
import { logEvents } from '../commit-log.ts';
import { Replica } from '../replica.ts';
import { withClient } from '../with-client.ts';
import { gatewayNames, type GatewayName } from './live-plan.ts';

const host = '127.0.0.1';

/** Three gateways over two replicas of payments, on a RabbitMQ, a Redis and a PostgreSQL of their own. */
export interface LivePlatform {
  readonly rabbitMq: OwnRabbitMq;
  readonly redis: OwnRedis;
  /** As everybody reaches them. */
  readonly proxies: { readonly rabbitMq: TcpProxy; readonly redis: TcpProxy };
  readonly amqpUrl: string;
  readonly issuer: TestIssuer;
  readonly gateways: ReadonlyMap<GatewayName, Replica>;
  /** Of payments. */
  readonly replicas: ReadonlyMap<string, Replica>;
  /** What ended though nobody killed it. */
  readonly deaths: readonly string[];
  readonly logFolder: string;
  /** Runs queries on one connection to the database of payments. */
  query<Result>(use: (database: Client) => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

interface Surroundings {
  readonly postgres: OwnPostgres;
  readonly amqpUrl: string;
  readonly redisUrl: string;
  readonly jwksUrl: string;
  readonly logFolder: string;
  readonly onDeath: (sentence: string) => void;
}

async function makePayments(name: string, given: Surroundings): Promise<Replica> {
  const { postgres, amqpUrl, jwksUrl, logFolder, onDeath } = given;
  const env = {
    PAYMENTS_DATABASE_URL: postgres.url('payments'),
    PAYMENTS_PORT: String(await getPort()),
    AMQP_URL: amqpUrl,
    JWKS_URL: jwksUrl,
    LOG_LEVEL: 'warn',
  };
  return new Replica({ name, folder: 'subgraphs/payments', env, logFolder, onDeath });
}

async function makeGateway(name: GatewayName, paymentsUrl: string, given: Surroundings): Promise<Replica> {
  const { amqpUrl, redisUrl, jwksUrl, logFolder, onDeath } = given;
  const env = {
    PORT: String(await getPort()),
    SUPERGRAPH_PATH: join(root, 'schema/supergraph.graphql'),
    SUBGRAPH_URLS: `payments=${paymentsUrl}`,
    AMQP_URL: amqpUrl,
    REDIS_URL: redisUrl,
    JWKS_URL: jwksUrl,
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
    // The story's subscriptions are nobody's pages.
    TRUSTED_DOCUMENTS: 'off',
  };
  return new Replica({ name, folder: 'gateway', env, logFolder, onDeath });
}

/** The first one makes the tables, before the other looks for them. */
async function startPayments(given: Surroundings, started: AsyncDisposableStack) {
  const replicas = new Map<string, Replica>();
  for (const name of ['payments-1', 'payments-2']) {
    const replica = started.adopt(await makePayments(name, given), (own) => own.kill());
    await replica.restart();
    if (replicas.size === 0) await withClient(given.postgres.url('payments'), logEvents);
    replicas.set(name, replica);
  }
  return replicas;
}

async function startGateways(
  replicas: ReadonlyMap<string, Replica>,
  given: Surroundings,
  started: AsyncDisposableStack,
) {
  const gateways = new Map<GatewayName, Replica>();
  const urls = [...replicas.values()].map(({ url }) => url);
  for (const [index, name] of gatewayNames.entries()) {
    const made = await makeGateway(name, urls[index % urls.length] ?? '', given);
    const replica = started.adopt(made, (own) => own.kill());
    await replica.restart();
    gateways.set(name, replica);
  }
  return gateways;
}

async function startServers(started: AsyncDisposableStack) {
  const rabbitMq = started.adopt(await startOwnRabbitMq(), (own) => own.stop());
  const redis = started.adopt(await startOwnRedis(), (own) => own.stop());
  const postgres = started.adopt(await startOwnPostgres(), (own) => own.stop());
  await withClient(postgres.url(), (client) => client.query('create database payments'));
  const proxies = {
    rabbitMq: started.adopt(await startTcpProxy({ host, port: rabbitMq.port }), (own) => own.stop()),
    redis: started.adopt(await startTcpProxy({ host, port: redis.port }), (own) => own.stop()),
  };
  return { rabbitMq, redis, postgres, proxies };
}

/** Starts everything; resolves when all processes are ready and the commit log is kept. */
export async function startLivePlatform(): Promise<LivePlatform> {
  await using started = new AsyncDisposableStack();
  const logFolder = await mkdtemp(join(tmpdir(), 'payloom-live-faults-'));
  const issuer = await createTestIssuer();
  const keys = started.adopt(await serveKeys(issuer), ({ close }) => close());
  const { rabbitMq, redis, postgres, proxies } = await startServers(started);
  const deaths: string[] = [];
  const given: Surroundings = {
    postgres,
    amqpUrl: `amqp://guest:guest@${host}:${proxies.rabbitMq.port}`,
    redisUrl: `redis://${host}:${proxies.redis.port}`,
    jwksUrl: keys.url,
    logFolder,
    onDeath: (sentence) => void deaths.push(sentence),
  };
  const replicas = await startPayments(given, started);
  const gateways = await startGateways(replicas, given, started);
  const query: LivePlatform['query'] = (use) => withClient(postgres.url('payments'), use);
  const running = started.move();
  const stop = () => running.disposeAsync();
  const { amqpUrl } = given;
  return { rabbitMq, redis, proxies, amqpUrl, issuer, gateways, replicas, deaths, logFolder, query, stop };
}
