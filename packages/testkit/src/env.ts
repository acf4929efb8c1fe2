/** What the global setup of a Jest run starts or finds for its workers. */
export type RunService = 'postgres' | 'rabbitmq' | 'redis';

/** Set by the global setup of a Jest run for its workers. */
const urlVariables: Record<RunService, string> = {
  postgres: 'PAYLOOM_TEST_POSTGRES_URL',
  rabbitmq: 'PAYLOOM_TEST_AMQP_URL',
  redis: 'PAYLOOM_TEST_REDIS_URL',
};

const problemVariable = (service: RunService): string => `${urlVariables[service]}_PROBLEM`;

function publish(variable: string, value: string | undefined): void {
  if (value === undefined) delete process.env[variable];
  else process.env[variable] = value;
}

/** The address of a service of this run, or undefined outside of a run and where there is none. */
export function readServiceUrl(service: RunService): string | undefined {
  return process.env[urlVariables[service]];
}

/** Hands the address to the workers of this run; undefined takes it back. */
export function publishServiceUrl(service: RunService, url: string | undefined): void {
  publish(urlVariables[service], url);
}

/** Why this run has no such service. */
export function readServiceProblem(service: RunService): string | undefined {
  return process.env[problemVariable(service)];
}

/** Tells the workers of this run why there is no such service; undefined takes it back. */
export function publishServiceProblem(service: RunService, problem: string | undefined): void {
  publish(problemVariable(service), problem);
}
