import { Problem } from '../start/problem.ts';
import type { Docker } from './docker.ts';

/** Longer than a process drains at most; as `stop_grace_period` in docker-compose.yml. */
const graceSeconds = 25;
const healthySecondsMax = 180;

/** Services of which several may run side by side, so that one can be replaced while another answers. */
export function isReplicated(service: string, services: readonly string[]): boolean {
  return service === 'gateway' || services.includes(`${service}-migrate`);
}

/**
 * Replaces a service by what its sources are now, without a dropped request: as many new replicas are started as there are,
 * and when all of them are healthy the old ones drain and go. When the new ones do not become healthy, they go.
 */
export async function updateService(docker: Docker, service: string): Promise<void> {
  const services = await docker.lines('config', '--services');
  if (!services.includes(service))
    throw new Problem(
      `There is no service ${service}. There are: ${services.sort().join(', ')}. ` +
        'What browsers load is brought up to date by: pnpm stack site',
    );
  if (!isReplicated(service, services))
    throw new Problem(
      `There is only one ${service}, so it cannot be replaced unnoticed. ` +
        `For a short gap: docker compose up --detach --build --no-deps --wait ${service}`,
    );
  await docker.compose('build', service);
  if (services.includes(`${service}-migrate`))
    await docker.compose('run', '--rm', '--no-deps', `${service}-migrate`);
  await replaceReplicas(docker, service);
}

/** Replaces the replicas of a service by new ones of the same image, which read their secrets anew. */
export async function replaceReplicas(docker: Docker, service: string): Promise<void> {
  const old = await docker.lines('ps', '--quiet', service);
  await startBeside(docker, service, old);
  if (old.length > 0) await docker.stop(old, graceSeconds);
}

async function startBeside(docker: Docker, service: string, old: readonly string[]): Promise<void> {
  const replicas = String(Math.max(1, old.length) + old.length);
  try {
    await docker.compose(
      ...['up', '--detach', '--no-deps', '--no-recreate', '--scale', `${service}=${replicas}`],
      ...['--wait', '--wait-timeout', String(healthySecondsMax), service],
    );
  } catch (error) {
    const all = await docker.lines('ps', '--all', '--quiet', service);
    const started = all.filter((container) => !old.includes(container));
    if (started.length > 0) await docker.stop(started, graceSeconds);
    throw new Problem(`The new ${service} did not become healthy and was taken away; the old one goes on.`, {
      cause: error,
    });
  }
}
