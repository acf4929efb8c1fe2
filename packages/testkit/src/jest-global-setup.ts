import { publishServiceProblem, publishServiceUrl } from './env.ts';
import { findService, rabbitMq, redis } from './find-service.ts';
import { thisMachine } from './machine.ts';
import { startTestPostgres } from './postgres.ts';

let run = new AsyncDisposableStack();

async function startPostgres(): Promise<void> {
  const cluster = await startTestPostgres();
  run.defer(() => cluster.stop());
  publishServiceUrl('postgres', cluster.url);
}

/** One after the other, as they may have to be installed. A run without one goes on: the tests that ask for it say why not. */
async function findServices(): Promise<void> {
  for (const [service, kind] of [
    ['rabbitmq', rabbitMq],
    ['redis', redis],
  ] as const) {
    try {
      const found = await findService(kind, thisMachine);
      run.defer(() => found.stop());
      publishServiceUrl(service, found.url);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      thisMachine.say(problem);
      publishServiceProblem(service, problem);
    }
  }
}

/** Jest's `globalSetup`: one PostgreSQL, RabbitMQ and Redis for all workers of the run. */
export default async function startServicesOfRun(): Promise<void> {
  const [postgres, services] = await Promise.allSettled([startPostgres(), findServices()]);
  for (const outcome of [postgres, services]) {
    if (outcome.status === 'fulfilled') continue;
    await takeServicesOfRun().disposeAsync();
    throw outcome.reason;
  }
}

/** What this run's setup started, handed over once. */
export function takeServicesOfRun(): AsyncDisposableStack {
  const taken = run;
  run = new AsyncDisposableStack();
  return taken;
}
