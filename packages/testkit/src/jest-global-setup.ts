import { publishClusterUrl } from './env.ts';
import { startTestPostgres, type TestPostgres } from './postgres.ts';

let cluster: TestPostgres | undefined;

/** Jest's `globalSetup`: one PostgreSQL for all workers of the run. */
export default async function startClusterOfRun(): Promise<void> {
  cluster = await startTestPostgres();
  publishClusterUrl(cluster.url);
}

/** The cluster that this run's setup started, handed over once. */
export function takeClusterOfRun(): TestPostgres | undefined {
  const taken = cluster;
  cluster = undefined;
  return taken;
}
