import { Client } from 'pg';
import { createTestDatabase, startTestPostgres } from './postgres.ts';

async function tablesOf(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

describe('createTestDatabase', () => {
  it('gives each caller an empty database of its own', async () => {
    const [one, other] = await Promise.all([createTestDatabase('one'), createTestDatabase('one')]);
    const client = new Client({ connectionString: one.url });
    await client.connect();
    await client.query('create table only_here ()');
    await client.end();
    expect(await tablesOf(one.url)).toEqual(['only_here']);
    expect(await tablesOf(other.url)).toEqual([]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('drops the database though somebody is still connected', async () => {
    const database = await createTestDatabase();
    const client = new Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    await database.drop();
    await expect(tablesOf(database.url)).rejects.toThrow(/does not exist/);
    await client.end().catch(() => undefined);
  });
});

describe('startTestPostgres', () => {
  it('starts a server that is gone after it was stopped', async () => {
    const postgres = await startTestPostgres();
    expect(await tablesOf(postgres.url)).toEqual([]);
    await postgres.stop();
    await expect(tablesOf(postgres.url)).rejects.toThrow();
  });
});
