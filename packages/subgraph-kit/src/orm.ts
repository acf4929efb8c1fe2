import { DataloaderType, UnderscoreNamingStrategy } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, type Options } from '@mikro-orm/postgresql';
import { InboxEntry } from '@payloom/messaging/inbox-entry.entity';
import { OutboxEntry } from '@payloom/messaging/outbox-entry.entity';
import type { Pool, PoolClient } from 'pg';
import { giveBackDeadConnections } from './dead-connections.ts';
import { watchPool } from './pool-metrics.ts';
import { TracingLogger } from './tracing-logger.ts';

/**
 * A connection is a process of the server, which takes a while to begin: it stays for whoever comes next, and for what every
 * service does by itself every ten seconds. Not so long that what stands between forgets it, as some do after four minutes.
 */
const idleMaxMs = 60_000;

/**
 * Who says nothing for so long in the middle of a transaction hangs: a process that stands still, on a machine that is well
 * enough to keep its connections. What it has locked would be waited for until somebody ends it, as would each event it
 * was handling.
 */
const silentInTransactionMaxMs = 30_000;

export interface OrmSettings {
  databaseUrl: string;
  entities: NonNullable<Options['entities']>;
  /** The folder of the subgraph's migrations, absolute. */
  migrationsPath: string;
  /** Connections held at most; a subgraph has its own database. */
  poolSizeMax?: number;
  /** After so long the server undoes a transaction that says nothing more. */
  silentInTransactionMaxMs?: number;
}

function preparePool(pool: Pool): void {
  giveBackDeadConnections(pool);
  watchPool(pool);
}

/** Before anybody gets the connection. */
const boundTransactions = (silentMaxMs: number) => async (client: PoolClient) => {
  await client.query(`set idle_in_transaction_session_timeout = ${silentMaxMs}`);
};

/** MikroORM as every subgraph uses it: its own entities with the outbox and the inbox beside them. */
export function defineOrm({ databaseUrl, entities, migrationsPath, ...settings }: OrmSettings): Options {
  const { poolSizeMax = 10, silentInTransactionMaxMs: silentMaxMs = silentInTransactionMaxMs } = settings;
  return defineConfig({
    clientUrl: databaseUrl,
    entities: [...entities, OutboxEntry, InboxEntry],
    extensions: [Migrator],
    namingStrategy: UnderscoreNamingStrategy,
    // References met in one tick are loaded by one query, so that no resolver needs a loader of its own.
    dataloader: DataloaderType.ALL,
    forceUtcTimezone: true,
    loggerFactory: (options) => new TracingLogger(options),
    pool: { min: 0, max: poolSizeMax, idleTimeoutMillis: idleMaxMs },
    driverOptions: { onPoolCreated: preparePool, onConnect: boundTransactions(silentMaxMs) },
    migrations: {
      path: migrationsPath,
      glob: '*.ts',
      snapshot: false,
      // A process speaks through its own log.
      silent: true,
      transactional: true,
      allOrNothing: true,
    },
  });
}
