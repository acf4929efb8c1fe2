import { Client } from 'pg';

/** Runs queries on one connection to the database at this address. */
export async function withClient<Result>(
  url: string,
  use: (database: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
