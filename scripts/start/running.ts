import { existsSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { runs, signal, waitUntil } from './processes.ts';
import { writeFileWhole } from './write-file.ts';

const runningSchema = z.object({
  pid: z.int(),
  address: z.string(),
  children: z.array(z.object({ name: z.string(), pid: z.int(), entry: z.string() })),
});

/** What is running from a data folder, written down so that the next start can tell. */
export type Running = z.infer<typeof runningSchema>;

const exitMillisecondsMax = 5_000;

/** Reads what ran last. Undefined when it was stopped in order, or when the file says nothing. */
export function readRunning(path: string): Running | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return runningSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

export function writeRunning(path: string, running: Running): void {
  writeFileWhole(path, JSON.stringify(running, null, 2));
}

export function forgetRunning(path: string): void {
  rmSync(path, { force: true });
}

/** The sentence for somebody who starts a second time from the same folder. */
export function describeRunning(path: string, folder: string): string {
  const running = readRunning(path);
  const who = running ? ` (process ${running.pid}, ${running.address})` : '';
  return (
    `Payloom already runs from ${folder}${who}. Stop it first, or start another one beside it with ` +
    'PAYLOOM_DATA_DIR and PORT set.'
  );
}

/**
 * Ends the services a killed start left behind. They leave on their own when their channel breaks, so it mostly only
 * waits, and makes sure before the port is needed again.
 */
export async function endLeftovers(path: string, milliseconds = exitMillisecondsMax): Promise<void> {
  const children = readRunning(path)?.children ?? [];
  await Promise.all(
    children.map(async ({ pid, entry }) => {
      if (await waitUntil(() => !runs(pid, entry), milliseconds)) return;
      signal(pid, 'SIGKILL');
      await waitUntil(() => !runs(pid, entry), milliseconds);
    }),
  );
  forgetRunning(path);
}
