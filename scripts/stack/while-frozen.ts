import type { Docker } from './docker.ts';

/** A container in which a health check begins or ends just then cannot be frozen. */
const triesMax = 5;

async function freeze(docker: Docker, service: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await docker.lines('pause', service);
      return;
    } catch (error) {
      if (tries === triesMax) throw error;
    }
  }
}

/**
 * Does something while all processes of a service stand still; they go on whatever becomes of it. Ctrl-C ends the work and
 * not this process, which has them to set free.
 */
export async function whileFrozen<Result>(
  docker: Docker,
  service: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const stay = () => undefined;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stay);
  try {
    await freeze(docker, service);
    return await work();
  } finally {
    await docker.lines('unpause', service);
    for (const signal of signals) process.off(signal, stay);
  }
}
