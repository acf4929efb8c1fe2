import type { EntityManager } from '@mikro-orm/postgresql';
import { readOutboxState } from '@payloom/messaging/outbox-state';
import { z } from 'zod';

const readTimeMaxMs = 2_000;

/** How the database of a subgraph is, as the subgraph sees it. */
export interface DatabaseState {
  /** How long the simplest question took, a connection of the pool included. */
  readonly pingMs: number;
  /** Connections to this database, by whomever. */
  readonly connectionsUsed: number;
  /** Connections that its server, or the database itself, allows. */
  readonly connectionsMax: number;
  readonly sizeBytes: number;
  /** How long the oldest transaction under way has lasted; 0 when there is none. */
  readonly oldestTransactionSeconds: number;
  /** Events in the outbox that no broker has confirmed, counted up to 10,000. */
  readonly outboxWaiting: number;
  /** Age of the oldest of them; 0 when there is none. */
  readonly outboxAgeSeconds: number;
}

const stateSchema = z
  .tuple([
    z.object({
      used: z.coerce.number(),
      most: z.coerce.number(),
      size: z.coerce.number(),
      oldest: z.coerce.number(),
    }),
  ])
  .transform(([row]) => row);

/** An account that may not see other accounts' sessions counts them, and learns nothing of their transactions. */
const stateSql = `
  select
    (select count(*) from pg_stat_activity where datname = current_database()) as used,
    (select case when datconnlimit < 0 then current_setting('max_connections')::int
                 else least(datconnlimit, current_setting('max_connections')::int) end
       from pg_database where datname = current_database()) as most,
    pg_database_size(current_database()) as size,
    (select greatest(0, coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0))
       from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()) as oldest`;

/** Looks at the database of this subgraph. Rejects when it does not answer. */
export async function readDatabaseState(em: EntityManager): Promise<DatabaseState> {
  const fork = em.fork();
  const began = performance.now();
  await fork.execute('select 1');
  const pingMs = Math.round(performance.now() - began);
  const { used, most, size, oldest } = stateSchema.parse(await fork.execute(stateSql));
  const { depth, ageSeconds } = await readOutboxState(em);
  return {
    pingMs,
    connectionsUsed: used,
    connectionsMax: most,
    sizeBytes: size,
    oldestTransactionSeconds: Math.round(oldest),
    outboxWaiting: depth,
    outboxAgeSeconds: Math.max(0, Math.round(ageSeconds)),
  };
}

const handledSchema = z.array(z.object({ queue: z.string(), count: z.coerce.number() }));

/** How many events of each of these queues had their effect here within the last minute, whichever replica handled them. */
async function countHandledLastMinute(
  em: EntityManager,
  queues: readonly string[],
): Promise<Record<string, number>> {
  const rows = await em.fork().execute(
    `select queue, count(*) as count from inbox
      where handled_at > now() - interval '1 minute' group by queue`,
  );
  const handled = new Map(handledSchema.parse(rows).map(({ queue, count }) => [queue, count]));
  return Object.fromEntries(queues.map((queue) => [queue, handled.get(queue) ?? 0]));
}

/** What a subgraph says of its database beside whether it is ready; `null` for what could not be found out in time. */
export interface Heartbeat {
  readonly database: DatabaseState | null;
  readonly handledLastMinute: Record<string, number> | null;
}

/** Reads what a subgraph that consumes these queues says of its database. Never rejects, and waits two seconds at most. */
export async function readHeartbeat(
  em: EntityManager,
  queues: readonly string[],
  timeMaxMs = readTimeMaxMs,
): Promise<Heartbeat> {
  const { promise: tooLong, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), timeMaxMs);
  const within = <T>(reading: Promise<T>): Promise<T | null> =>
    Promise.race([reading.catch(() => null), tooLong]);
  const [database, handledLastMinute] = await Promise.all([
    within(readDatabaseState(em)),
    within(countHandledLastMinute(em, queues)),
  ]);
  clearTimeout(timer);
  return { database, handledLastMinute };
}
