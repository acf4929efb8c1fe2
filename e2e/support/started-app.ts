import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const root = join(import.meta.dirname, '../..');
export const startTimeMaxMs = 120_000;

/** An app of a story's own. */
export interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** Runs `start` with this data folder. */
export function start(port: number, folder: string, env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), PAYLOOM_DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, output: () => output };
}

/** Waits until it can be used. */
export const ready = ({ output }: Started): Promise<void> =>
  expect.poll(output, { timeout: startTimeMaxMs }).toContain('Payloom is ready');

/** Waits until it has ended. */
export async function exitCodeOf({ child }: Started): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
