import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBroker } from '@payloom/messaging/open-broker';
import { startRelay } from '@payloom/messaging/relay';
import { startOwnPostgres } from '@payloom/testkit/own-postgres';
import { startOwnRabbitMq } from '@payloom/testkit/own-rabbitmq';
import { startOwnRedis } from '@payloom/testkit/own-redis';
import { createTestIssuer, type TestIssuer } from '@payloom/testkit/tokens';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { z } from 'zod';
import { openServiceOrm, tablesSql } from '../events/tables.ts';
import { composeGraph } from './graph.ts';
import { SideProcess } from '../processes/side-process.ts';
import { signIn, type People } from './subscribers.ts';

/** What both gateways stand on: servers, subgraphs and clients of the benchmark alone, and an outbox that is relayed. */
export interface Stage {
  /** Of the service whose changes are told. */
  readonly pool: Pool;
  readonly people: People;
  readonly keysUrl: string;
  readonly amqpUrl: string;
  readonly redisUrl: string;
  readonly supergraphPath: string;
  readonly entities: SideProcess;
  readonly feed: SideProcess;
  readonly clients: SideProcess;
  readonly bare: SideProcess;
  close(): Promise<void>;
}

const log = { info: () => undefined, warn: console.warn, error: console.error };

async function serveKeys(issuer: TestIssuer, opened: AsyncDisposableStack): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(issuer.jwks));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  opened.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** It writes to disk as `docker/redis/redis.conf` says, not at every event. */
async function startRedis(opened: AsyncDisposableStack): Promise<string> {
  const { url } = opened.adopt(await startOwnRedis(), (server) => server.stop());
  const redis = new Redis(url);
  await redis.config('SET', 'appendfsync', 'everysec');
  redis.disconnect();
  return url;
}

/** The outbox of a service, relayed to RabbitMQ as long as the stage stands. */
async function openOutbox(amqpUrl: string, opened: AsyncDisposableStack): Promise<Pool> {
  const postgres = opened.adopt(await startOwnPostgres(), (server) => server.stop());
  const pool = opened.adopt(new Pool({ connectionString: postgres.url() }), (open) => open.end());
  // One that PostgreSQL ends, as it stops, before it has said goodbye itself.
  pool.on('error', () => undefined);
  for (const sql of tablesSql) await pool.query(sql);
  const orm = opened.adopt(await openServiceOrm(postgres.url()), (open) => open.close());
  const broker = opened.adopt(
    await openBroker({ amqpUrl, journalPath: undefined, attemptsMax: 12, log }),
    (open) => open.close(),
  );
  opened.adopt(await startRelay({ orm, broker }), (relay) => relay.stop());
  return pool;
}

async function startSideProcesses(opened: AsyncDisposableStack) {
  const start = async (file: string) =>
    opened.adopt(await SideProcess.start(join(import.meta.dirname, file)), (each) => each.stop());
  return {
    entities: await start('entity-subgraphs.ts'),
    feed: await start('feed-subgraph.ts'),
    clients: await start('clients.ts'),
    bare: await start('bare-sockets.ts'),
  };
}

async function writeSupergraph(
  { entities, feed }: Pick<Stage, 'entities' | 'feed'>,
  opened: AsyncDisposableStack,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'payloom-bench-live-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const addressesSchema = z.object({ payments: z.string(), profile: z.string() });
  const addresses = await entities.ask('addresses', null, addressesSchema);
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, composeGraph({ ...addresses, live: await feed.ask('address', null, z.string()) }));
  return path;
}

/** Starts servers for the benchmark alone. */
export async function openStage(peopleCounts: Record<keyof People, number>): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const issuer = await createTestIssuer();
  const keysUrl = await serveKeys(issuer, opened);
  const processes = await startSideProcesses(opened);
  const supergraphPath = await writeSupergraph(processes, opened);
  const redisUrl = await startRedis(opened);
  const { url: amqpUrl } = opened.adopt(await startOwnRabbitMq(), (server) => server.stop());
  const pool = await openOutbox(amqpUrl, opened);
  await processes.feed.tell('follow', amqpUrl);
  // Before RabbitMQ, which it would miss.
  opened.defer(() => processes.feed.stop());
  const people = await signIn(issuer, peopleCounts);
  const running = opened.move();
  return {
    ...{ pool, people, keysUrl, amqpUrl, redisUrl, supergraphPath, ...processes },
    close: () => running.disposeAsync(),
  };
}
