import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const outputMax = 64 * 1024 * 1024;
const healthyMsMax = 120_000;

/** Runs `docker compose` for the stack; resolves with the lines it printed. */
export async function compose(...args: string[]): Promise<string[]> {
  const { stdout } = await run('docker', ['compose', ...args], { cwd: root, maxBuffer: outputMax });
  return stdout.split('\n').filter(Boolean);
}

/** Runs `pnpm stack` with these arguments; resolves with what it said. */
export async function stack(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['scripts/stack.ts', ...args], { cwd: root });
  return stdout;
}

/** The containers of a service. */
export const containersOf = (service: string): Promise<string[]> => compose('ps', '--quiet', service);

/** The lines that a container has said. */
export async function linesOf(container: string): Promise<string[]> {
  const { stdout } = await run('docker', ['logs', container], { maxBuffer: outputMax });
  return stdout.split('\n').filter(Boolean);
}

/** Ends a container as a power cut would. */
export async function kill(container: string): Promise<void> {
  await run('docker', ['kill', container]);
}

/** Starts what was killed, as Docker does after a crash. */
export async function start(container: string): Promise<void> {
  await run('docker', ['start', container]);
}

/** A container in which processes begin and end all the time cannot always be frozen at once. */
const freezeTriesMax = 10;

/** Lets all processes of a container stand still: its connections stay open, and nobody answers. */
export async function pause(container: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await run('docker', ['pause', container]);
      return;
    } catch (error) {
      if (tries === freezeTriesMax) throw error;
    }
  }
}

export async function unpause(container: string): Promise<void> {
  await run('docker', ['unpause', container]);
}

export async function untilHealthy(container: string): Promise<void> {
  const deadlineMs = Date.now() + healthyMsMax;
  for (;;) {
    const { stdout } = await run('docker', ['inspect', '--format', '{{.State.Health.Status}}', container]);
    if (stdout.trim() === 'healthy') return;
    if (Date.now() > deadlineMs) throw new Error(`${container} is ${stdout.trim()}`);
    await delay(500);
  }
}

/** Brings back what is missing, and resolves when all of it is healthy. */
export async function bringBack(): Promise<void> {
  await compose('up', '--detach', '--no-build', '--no-recreate', '--pull', 'never', '--wait');
}

/** Takes everything down but the volumes, and brings it up again. */
export async function takeDownAndUp(): Promise<void> {
  await compose('down');
  await bringBack();
}
