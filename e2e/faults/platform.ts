import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnPostgres, type OwnPostgres } from '@payloom/testkit/own-postgres';
import { startOwnRabbitMq, type OwnRabbitMq } from '@payloom/testkit/own-rabbitmq';
import { serveKeys } from '@payloom/testkit/serve-keys';
import { startTcpProxy, type TcpProxy } from '@payloom/testkit/tcp-proxy';
import { createTestIssuer, type TestIssuer } from '@payloom/testkit/tokens';
import getPort from 'get-port';
import type { Client } from 'pg';
import { logAdmin, logAuth, logPayments } from './commit-log.ts';
import { replicaNames, type ReplicaName } from './plan.ts';
import { Replica } from './replica.ts';
import { withClient } from './with-client.ts';

export type Subgraph = 'payments' | 'admin' | 'auth';
export const subgraphs: readonly Subgraph[] = ['payments', 'admin', 'auth'];

/**
 * Tries before an event is given up. Those of the admin subgraph, where events are poisoned, go on for at least 12 seconds:
 * longer than PostgreSQL is ever away, which must not make a dead letter.
 */
const attemptsMax: Record<Subgraph, number> = { payments: 12, admin: 9, auth: 12 };

/** Two replicas of three subgraphs on a RabbitMQ, behind a proxy, and a PostgreSQL of their own. */
export interface Platform {
  readonly postgres: OwnPostgres;
  readonly rabbitMq: OwnRabbitMq;
  readonly proxy: TcpProxy;
  /** RabbitMQ through the proxy, as the subgraphs reach it. */
  readonly amqpUrl: string;
  readonly issuer: TestIssuer;
  readonly replicas: ReadonlyMap<ReplicaName, Replica>;
  /** What ended though nobody killed it. */
  readonly deaths: readonly string[];
  readonly logFolder: string;
  /** Runs queries on one connection to the database of a subgraph. */
  query<Result>(subgraph: Subgraph, use: (database: Client) => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

function subgraphOf(name: ReplicaName): Subgraph {
  const subgraph = subgraphs.find((each) => name.startsWith(each));
  if (!subgraph) throw new Error(`${name} is of no subgraph`);
  return subgraph;
}

/** What auth needs besides: keys of its own, and a folder for its mails. */
async function authEnv(folder: string): Promise<NodeJS.ProcessEnv> {
  const keyPath = join(folder, 'signing-key.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  // Both replicas sign with it; nobody's token is of this one.
  await writeFile(keyPath, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return {
    AUTH_SIGNING_KEY_PATH: keyPath,
    AUTH_SEALING_KEYS: randomBytes(32).toString('base64url'),
    MAIL_FOLDER_PATH: mailFolderOf(folder),
  };
}

/** Where auth leaves its mails, beside the logs. */
export const mailFolderOf = (logFolder: string): string => join(logFolder, 'mail');

interface Surroundings {
  readonly postgres: OwnPostgres;
  readonly amqpUrl: string;
  readonly jwksUrl: string;
  readonly logFolder: string;
  readonly onDeath: (sentence: string) => void;
}

async function makeReplica(name: ReplicaName, surroundings: Surroundings): Promise<Replica> {
  const { postgres, amqpUrl, jwksUrl, logFolder, onDeath } = surroundings;
  const subgraph = subgraphOf(name);
  const env = {
    [`${subgraph.toUpperCase()}_DATABASE_URL`]: postgres.url(subgraph),
    [`${subgraph.toUpperCase()}_PORT`]: String(await getPort()),
    AMQP_URL: amqpUrl,
    EVENT_ATTEMPTS_MAX: String(attemptsMax[subgraph]),
    JWKS_URL: jwksUrl,
    LOG_LEVEL: 'warn',
    ...(subgraph === 'auth' ? await authEnv(logFolder) : {}),
  };
  return new Replica({ name, folder: `subgraphs/${subgraph}`, env, logFolder, onDeath });
}

async function startReplicas(replicas: ReadonlyMap<ReplicaName, Replica>, query: Platform['query']) {
  const begin = async (nth: 1 | 2) => {
    const own = [...replicas].filter(([name]) => name.endsWith(`-${nth}`));
    await Promise.all(own.map(([, replica]) => replica.restart()));
  };
  // The first ones make the tables, before the others look for them.
  await begin(1);
  await Promise.all([query('payments', logPayments), query('admin', logAdmin), query('auth', logAuth)]);
  await begin(2);
}

/** Starts everything, quietly; resolves when all replicas are ready and the commit logs are kept. */
export async function startPlatform(): Promise<Platform> {
  await using started = new AsyncDisposableStack();
  const logFolder = await mkdtemp(join(tmpdir(), 'payloom-faults-'));
  const issuer = await createTestIssuer();
  const keys = started.adopt(await serveKeys(issuer), ({ close }) => close());
  const rabbitMq = started.adopt(await startOwnRabbitMq(), (own) => own.stop());
  const postgres = started.adopt(await startOwnPostgres(), (own) => own.stop());
  const proxy = started.adopt(await startTcpProxy({ host: '127.0.0.1', port: rabbitMq.port }), (own) =>
    own.stop(),
  );
  const amqpUrl = `amqp://guest:guest@${proxy.host}:${proxy.port}`;
  await withClient(postgres.url(), async (client) => {
    for (const name of subgraphs) await client.query(`create database ${name}`);
  });
  const deaths: string[] = [];
  const onDeath = (sentence: string) => void deaths.push(sentence);
  const surroundings = { postgres, amqpUrl, jwksUrl: keys.url, logFolder, onDeath };
  const replicas = new Map<ReplicaName, Replica>();
  for (const name of replicaNames) {
    const replica = await makeReplica(name, surroundings);
    replicas.set(
      name,
      started.adopt(replica, (own) => own.kill()),
    );
  }
  const query: Platform['query'] = (subgraph, use) => withClient(postgres.url(subgraph), use);
  await startReplicas(replicas, query);
  const running = started.move();
  const stop = () => running.disposeAsync();
  return { postgres, rabbitMq, proxy, amqpUrl, issuer, replicas, deaths, logFolder, query, stop };
}

/** Removes what the replicas logged. */
export const removeLogs = ({ logFolder }: Platform): Promise<void> =>
  rm(logFolder, { recursive: true, force: true });
