import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnRabbitMq } from '@payloom/testkit/own-rabbitmq';
import { startOwnRedis } from '@payloom/testkit/own-redis';
import { serveKeys } from '@payloom/testkit/serve-keys';
import { createTestIssuer } from '@payloom/testkit/tokens';
import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import { z } from 'zod';
import { openRelayedOutbox } from '../events/relayed-outbox.ts';
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

/** It writes to disk as `docker/redis/redis.conf` says, not at every event. */
async function startRedis(opened: AsyncDisposableStack): Promise<string> {
  const { url } = opened.adopt(await startOwnRedis(), (server) => server.stop());
  const redis = new Redis(url);
  await redis.config('SET', 'appendfsync', 'everysec');
  redis.disconnect();
  return url;
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
  const { url: keysUrl } = opened.adopt(await serveKeys(issuer), (keys) => keys.close());
  const processes = await startSideProcesses(opened);
  const supergraphPath = await writeSupergraph(processes, opened);
  const redisUrl = await startRedis(opened);
  const { url: amqpUrl } = opened.adopt(await startOwnRabbitMq(), (server) => server.stop());
  const { pool } = await openRelayedOutbox(amqpUrl, opened);
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
