import type { Pool, PoolClient } from 'pg';

const releasedAlready = (): void => undefined;

/**
 * Gives a connection back to its pool when the server ends it while somebody holds it. A transaction that fails by it
 * cannot be rolled back, and Kysely 0.29 releases the connection only after a rollback that went well: each restart of
 * the database would take places of the pool away for good, until none is left and every query waits.
 */
export function giveBackDeadConnections(pool: Pool): void {
  const held = new Set<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (!held.has(client)) return;
      client.release(true);
      // Whoever holds it may still release it: once is enough.
      client.release = releasedAlready;
    });
  });
}
