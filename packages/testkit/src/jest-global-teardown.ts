import { publishServiceProblem, publishServiceUrl } from './env.ts';
import { takeServicesOfRun } from './jest-global-setup.ts';

/** Jest's `globalTeardown`: stops what this run's setup started, and removes its data. */
export default async function stopServicesOfRun(): Promise<void> {
  for (const service of ['postgres', 'rabbitmq', 'redis'] as const) {
    publishServiceUrl(service, undefined);
    publishServiceProblem(service, undefined);
  }
  await takeServicesOfRun().disposeAsync();
}
