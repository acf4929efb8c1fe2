import { publishClusterUrl } from './env.ts';
import { takeClusterOfRun } from './jest-global-setup.ts';

/** Jest's `globalTeardown`: stops the run's PostgreSQL and removes its data. */
export default async function stopClusterOfRun(): Promise<void> {
  publishClusterUrl(undefined);
  await takeClusterOfRun()?.stop();
}
