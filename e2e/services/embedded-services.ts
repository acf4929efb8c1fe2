import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { Client } from 'pg';
import { startService, type ServiceProcess } from './service-process.ts';

export const subgraphNames = ['auth', 'payments', 'profile', 'admin'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

/** The four subgraphs and a gateway, each a process of its own, on four databases of a PostgreSQL that is given. */
export interface EmbeddedServices {
  readonly databaseUrl: (name: SubgraphName) => string;
  /** Where the gateway takes operations. */
  readonly graphUrl: string;
  /** Starts another gateway on the same subgraphs, told this besides. */
  startGateway(env: Readonly<Record<string, string>>): Promise<ServiceProcess>;
}

export interface Surroundings {
  /** The address of a database of the server. */
  readonly databaseUrl: (name: string) => string;
  /** What auth signs access tokens with. */
  readonly signingKeyPath: string;
  /** What each process is told besides. */
  readonly env?: Readonly<Record<string, string>>;
}

async function createDatabases(url: string, names: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const name of names) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

interface Start {
  (entry: string, env: Record<string, string>): Promise<string>;
}

/** Starts the subgraphs; resolves with where each answers, and where auth shows its keys. */
async function startSubgraphs(
  start: Start,
  databaseUrl: EmbeddedServices['databaseUrl'],
  own: Readonly<Record<'auth' | 'profile', Record<string, string>>>,
): Promise<{ urls: string[]; jwksUrl: string }> {
  const authPort = await getPort();
  const jwksUrl = `http://127.0.0.1:${authPort}/.well-known/jwks.json`;
  const urls = await Promise.all(
    subgraphNames.map(async (name) => {
      const port = name === 'auth' ? authPort : await getPort();
      await start(`subgraphs/${name}/src/main.ts`, {
        [`${name.toUpperCase()}_DATABASE_URL`]: databaseUrl(name),
        [`${name.toUpperCase()}_PORT`]: String(port),
        ...(name === 'auth' ? {} : { JWKS_URL: jwksUrl }),
        ...(name === 'auth' || name === 'profile' ? own[name] : {}),
      });
      return `${name}=http://127.0.0.1:${port}/graphql`;
    }),
  );
  return { urls, jwksUrl };
}

/** Starts one, with databases called `<prefix>_<subgraph>`; what it starts is handed to `running`. */
export async function startEmbeddedServices(
  prefix: string,
  { databaseUrl, signingKeyPath, env: common = {} }: Surroundings,
  running: AsyncDisposableStack,
): Promise<EmbeddedServices> {
  const urlOf = (name: SubgraphName) => databaseUrl(`${prefix}_${name}`);
  const databases = subgraphNames.map((name) => `${prefix}_${name}`);
  await createDatabases(databaseUrl('postgres'), databases);
  const folder = await mkdtemp(join(tmpdir(), 'payloom-embedded-services-'));
  running.defer(() => rm(folder, { recursive: true, force: true }));
  const broker = { BROKER_JOURNAL_PATH: join(folder, 'journal.sqlite') };
  const start: Start = async (entry, env) => {
    const service = await startService(entry, { ...broker, ...common, ...env });
    running.adopt(service, (started) => started.end('SIGTERM').then());
    return service.url;
  };
  const { urls, jwksUrl } = await startSubgraphs(start, urlOf, {
    auth: {
      AUTH_SIGNING_KEY_PATH: signingKeyPath,
      AUTH_SEALING_KEYS: randomBytes(32).toString('base64url'),
      COOKIE_SECURE: 'false',
      MAIL_FOLDER_PATH: join(folder, 'mail'),
    },
    profile: { FILES_DIR: join(folder, 'files') },
  });
  const startGateway: EmbeddedServices['startGateway'] = (env) =>
    startService('gateway/src/main.ts', {
      ...broker,
      ...common,
      PORT: '0',
      JWKS_URL: jwksUrl,
      SUPERGRAPH_PATH: join(import.meta.dirname, '../../schema/supergraph.graphql'),
      SUBGRAPH_URLS: urls.join(','),
      ...env,
    });
  const gateway = running.adopt(await startGateway({}), (started) => started.end('SIGTERM').then());
  return { databaseUrl: urlOf, graphUrl: new URL('/graphql', gateway.url).href, startGateway };
}
