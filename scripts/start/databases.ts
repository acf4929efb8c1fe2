import pg from 'pg';
import type { Postgres } from './postgres.ts';

/** Makes the databases that are missing. */
export async function createDatabases(postgres: Postgres, names: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database');
    const existing = new Set(rows.map(({ datname }) => datname));
    for (const name of names.filter((each) => !existing.has(each))) {
      await client.query(`create database ${client.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end();
  }
}
