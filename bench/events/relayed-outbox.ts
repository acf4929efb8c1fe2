import { openBroker } from '@payloom/messaging/open-broker';
import { startRelay } from '@payloom/messaging/relay';
import { startOwnPostgres } from '@payloom/testkit/own-postgres';
import { Pool } from 'pg';
import { openServiceOrm, tablesSql } from './tables.ts';

const log = { info: () => undefined, warn: console.warn, error: console.error };

/** The outbox of a service in a PostgreSQL of its own. */
export interface RelayedOutbox {
  readonly pool: Pool;
  readonly url: string;
}

/** Opens an outbox that is relayed to RabbitMQ until `opened` is disposed of. */
export async function openRelayedOutbox(
  amqpUrl: string,
  opened: AsyncDisposableStack,
): Promise<RelayedOutbox> {
  const postgres = opened.adopt(await startOwnPostgres(), (server) => server.stop());
  const url = postgres.url();
  const pool = opened.adopt(new Pool({ connectionString: url }), (open) => open.end());
  // One that PostgreSQL ends, as it stops, before it has said goodbye itself.
  pool.on('error', () => undefined);
  for (const sql of tablesSql) await pool.query(sql);
  const orm = opened.adopt(await openServiceOrm(url), (open) => open.close());
  const broker = opened.adopt(
    await openBroker({ amqpUrl, journalPath: undefined, attemptsMax: 12, log }),
    (open) => open.close(),
  );
  opened.adopt(await startRelay({ orm, broker }), (relay) => relay.stop());
  return { pool, url };
}
