/** Set by the global setup of a Jest run for its workers. */
const clusterUrlVariable = 'PAYLOOM_TEST_POSTGRES_URL';

/** The address of the run's PostgreSQL, or undefined outside of a run. */
export function readClusterUrl(): string | undefined {
  return process.env[clusterUrlVariable];
}

/** Hands the address to the workers of this run; undefined takes it back. */
export function publishClusterUrl(url: string | undefined): void {
  if (url === undefined) delete process.env[clusterUrlVariable];
  else process.env[clusterUrlVariable] = url;
}
