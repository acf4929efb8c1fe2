import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnRabbitMq } from '@payloom/testkit/own-rabbitmq';
import { startOwnRedis } from '@payloom/testkit/own-redis';
import { serveKeys } from '@payloom/testkit/serve-keys';
import { createTestIssuer, type TestIssuer } from '@payloom/testkit/tokens';
import getPort from 'get-port';
import { z } from 'zod';
import { openRelayedOutbox } from '../events/relayed-outbox.ts';
import { GatewayProcess } from '../processes/gateway-process.ts';
import { ourProgram } from '../processes/our-program.ts';
import { SideProcess } from '../processes/side-process.ts';
import { composeGraph } from './graph.ts';

const gatewaysCount = 2;

/** Two gateways in production, as `docker-compose.yml` has them. */
export interface StartedGateways {
  readonly origins: readonly string[];
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/** PostgreSQL, RabbitMQ, Redis, a relay and subgraphs of the benchmark alone. */
export interface Stage {
  readonly issuer: TestIssuer;
  readonly ids: readonly string[];
  readonly subgraphs: SideProcess;
  startGateways(cache: 'on' | 'off'): Promise<StartedGateways>;
  close(): Promise<void>;
}

interface Services {
  readonly supergraphPath: string;
  readonly keysUrl: string;
  readonly amqpUrl: string;
  readonly redisUrl: string;
}

async function startGateway({ supergraphPath, keysUrl, amqpUrl, redisUrl }: Services, cache: 'on' | 'off') {
  const port = await getPort();
  const env = { JWKS_URL: keysUrl, AMQP_URL: amqpUrl, REDIS_URL: redisUrl, CACHE: cache };
  const started = await GatewayProcess.start(ourProgram({ name: 'The gateway', port, supergraphPath, env }));
  return { origin: `http://127.0.0.1:${port}`, started };
}

async function startGateways(services: Services, cache: 'on' | 'off'): Promise<StartedGateways> {
  const gateways = await Promise.all(
    Array.from({ length: gatewaysCount }, () => startGateway(services, cache)),
  );
  return {
    origins: gateways.map(({ origin }) => origin),
    pids: gateways.map(({ started }) => started.pid),
    stop: async () => {
      for (const { started } of gateways) await started.stop();
    },
  };
}

/** Starts servers for the benchmark alone, with so many people to be read of. */
export async function openStage(peopleCount: number): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const issuer = await createTestIssuer();
  const { url: keysUrl } = opened.adopt(await serveKeys(issuer), (keys) => keys.close());
  const { url: redisUrl } = opened.adopt(await startOwnRedis(), (server) => server.stop());
  const { url: amqpUrl } = opened.adopt(await startOwnRabbitMq(), (server) => server.stop());
  const { url: databaseUrl } = await openRelayedOutbox(amqpUrl, opened);
  const subgraphs = opened.adopt(
    await SideProcess.start(join(import.meta.dirname, 'people-subgraphs.ts')),
    (each) => each.stop(),
  );
  const folder = await mkdtemp(join(tmpdir(), 'payloom-bench-cache-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const addressesSchema = z.object({ profile: z.string(), lists: z.string() });
  const supergraphPath = join(folder, 'supergraph.graphql');
  await writeFile(supergraphPath, composeGraph(await subgraphs.ask('addresses', null, addressesSchema)));
  const ids = await subgraphs.ask('fill', { url: databaseUrl, count: peopleCount }, z.array(z.string()));
  const services = { supergraphPath, keysUrl, amqpUrl, redisUrl };
  const running = opened.move();
  return {
    ...{ issuer, ids, subgraphs },
    startGateways: (cache) => startGateways(services, cache),
    close: () => running.disposeAsync(),
  };
}
