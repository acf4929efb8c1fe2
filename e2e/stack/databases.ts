import { Client } from 'pg';
import { openDoor } from './door.ts';

export const subgraphs = ['auth', 'payments', 'admin', 'profile'] as const;
export type StackSubgraph = (typeof subgraphs)[number];

const postgresPort = 5_432;

/** Runs queries on one connection to the database of a subgraph of the stack. */
export async function query<Result>(
  subgraph: StackSubgraph,
  use: (database: Client) => Promise<Result>,
): Promise<Result> {
  const door = await openDoor(`${subgraph}-db`, postgresPort);
  // Inside its container a database trusts whoever is there.
  const client = new Client({ host: '127.0.0.1', port: door.port, user: 'payloom', database: subgraph });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
    door.close();
  }
}
