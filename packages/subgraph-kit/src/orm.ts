import { DataloaderType, UnderscoreNamingStrategy } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, type Options } from '@mikro-orm/postgresql';
import { InboxEntry } from '@payloom/messaging/inbox-entry.entity';
import { OutboxEntry } from '@payloom/messaging/outbox-entry.entity';
import type { Pool } from 'pg';
import { giveBackDeadConnections } from './dead-connections.ts';
import { watchPool } from './pool-metrics.ts';
import { TracingLogger } from './tracing-logger.ts';

/**
 * A connection is a process of the server, which takes a while to begin: it stays for whoever comes next, and for what every
 * service does by itself every ten seconds. Not so long that what stands between forgets it, as some do after four minutes.
 */
const idleMaxMs = 60_000;

export interface OrmSettings {
  databaseUrl: string;
  entities: NonNullable<Options['entities']>;
  /** The folder of the subgraph's migrations, absolute. */
  migrationsPath: string;
  /** Connections held at most; a subgraph has its own database. */
  poolSizeMax?: number;
}

function preparePool(pool: Pool): void {
  giveBackDeadConnections(pool);
  watchPool(pool);
}

/** MikroORM as every subgraph uses it: its own entities with the outbox and the inbox beside them. */
export function defineOrm({ databaseUrl, entities, migrationsPath, poolSizeMax = 10 }: OrmSettings): Options {
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
    driverOptions: { onPoolCreated: preparePool },
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
