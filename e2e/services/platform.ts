import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startOwnPostgres, type OwnPostgres } from '@payloom/testkit/own-postgres';
import { startOwnRabbitMq, type OwnRabbitMq } from '@payloom/testkit/own-rabbitmq';
import { startOwnRedis, type OwnRedis } from '@payloom/testkit/own-redis';
import getPort from 'get-port';
import { Client } from 'pg';
import { startOtlpReceiver, type OtlpReceiver } from '../support/otlp-receiver.ts';
import { startService, type ServiceProcess } from './service-process.ts';

const names = ['auth', 'payments', 'profile', 'admin'] as const;
export type SubgraphName = (typeof names)[number];

/** RabbitMQ, Redis and PostgreSQL of its own, and the means to start any service on them, any number of times. */
export interface Platform {
  readonly rabbitMq: OwnRabbitMq;
  readonly redis: OwnRedis;
  /** Where every service exports its traces. */
  readonly collector: OtlpReceiver;
  startSubgraph(name: SubgraphName): Promise<ServiceProcess>;
  startGateway(): Promise<ServiceProcess>;
  stop(): Promise<void>;
}

interface Surroundings {
  readonly rabbitMq: OwnRabbitMq;
  readonly redis: OwnRedis;
  readonly postgres: OwnPostgres;
  readonly collector: OtlpReceiver;
  readonly signingKeyPath: string;
  readonly sealingKey: string;
  readonly ports: Readonly<Record<SubgraphName, number>>;
}

async function createDatabases(postgres: OwnPostgres): Promise<void> {
  const client = new Client({ connectionString: postgres.url() });
  await client.connect();
  for (const name of names) await client.query(`create database ${name}`);
  await client.end();
}

async function writeSigningKey(folder: string): Promise<string> {
  const path = join(folder, 'signing-key.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return path;
}

const jwksUrl = ({ ports }: Surroundings) => `http://127.0.0.1:${ports.auth}/.well-known/jwks.json`;

function subgraphEnv(name: SubgraphName, all: Surroundings): Record<string, string> {
  const prefix = name.toUpperCase();
  return {
    [`${prefix}_DATABASE_URL`]: all.postgres.url(name),
    [`${prefix}_PORT`]: String(all.ports[name]),
    AMQP_URL: all.rabbitMq.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: all.collector.endpoint,
    ...(name === 'auth'
      ? {
          AUTH_SIGNING_KEY_PATH: all.signingKeyPath,
          AUTH_SEALING_KEYS: all.sealingKey,
          COOKIE_SECURE: 'false',
          MAIL_FOLDER_PATH: join(dirname(all.signingKeyPath), 'mail'),
        }
      : { JWKS_URL: jwksUrl(all) }),
    ...(name === 'profile' ? { FILES_DIR: join(dirname(all.signingKeyPath), 'files') } : {}),
  };
}

function gatewayEnv(all: Surroundings): Record<string, string> {
  return {
    PORT: '0',
    AMQP_URL: all.rabbitMq.url,
    REDIS_URL: all.redis.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: all.collector.endpoint,
    JWKS_URL: jwksUrl(all),
    SUPERGRAPH_PATH: join(import.meta.dirname, '../../schema/supergraph.graphql'),
    SUBGRAPH_URLS: names.map((name) => `${name}=http://127.0.0.1:${all.ports[name]}/graphql`).join(','),
  };
}

async function startSurroundings(cleanUp: AsyncDisposableStack): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), 'payloom-services-'));
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  const rabbitMq = cleanUp.adopt(await startOwnRabbitMq(), (server) => server.stop());
  const redis = cleanUp.adopt(await startOwnRedis(), (server) => server.stop());
  const postgres = cleanUp.adopt(await startOwnPostgres(), (server) => server.stop());
  const collector = cleanUp.adopt(await startOtlpReceiver(), (receiver) => receiver.stop());
  await createDatabases(postgres);
  const [auth, payments, profile, admin] = await Promise.all([getPort(), getPort(), getPort(), getPort()]);
  const ports = { auth, payments, profile, admin };
  const sealingKey = randomBytes(32).toString('base64url');
  const signingKeyPath = await writeSigningKey(folder);
  return { rabbitMq, redis, postgres, collector, ports, signingKeyPath, sealingKey };
}

/** Starts what the services stand on, and none of them. */
export async function startPlatform(): Promise<Platform> {
  const cleanUp = new AsyncDisposableStack();
  try {
    const all = await startSurroundings(cleanUp);
    const keep = (service: ServiceProcess) =>
      cleanUp.adopt(service, (running) => running.end('SIGKILL').then());
    return {
      rabbitMq: all.rabbitMq,
      redis: all.redis,
      collector: all.collector,
      startSubgraph: async (name) =>
        keep(await startService(`subgraphs/${name}/src/main.ts`, subgraphEnv(name, all))),
      startGateway: async () => keep(await startService('gateway/src/main.ts', gatewayEnv(all))),
      stop: () => cleanUp.disposeAsync(),
    };
  } catch (error) {
    await cleanUp.disposeAsync();
    throw error;
  }
}
