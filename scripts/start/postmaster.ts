import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.ts';
import { runs, signal, waitUntil } from './processes.ts';

const fastStopMillisecondsMax = 15_000;
const hardStopMillisecondsMax = 5_000;

/** The process id in a cluster's `postmaster.pid`, if there is one. */
export function readPostmasterPid(folder: string): number | undefined {
  const path = join(folder, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/**
 * Stops a server that outlived a killed start, and removes a `postmaster.pid` whose number now belongs to another
 * program (after a reboot PostgreSQL would take that for a running server and refuse).
 */
export async function stopLeftoverServer(folder: string): Promise<void> {
  const pid = readPostmasterPid(folder);
  if (pid === undefined) return;
  if (runs(pid, folder)) await stopServer(pid, folder);
  rmSync(join(folder, 'postmaster.pid'), { force: true });
}

/** Fast shutdown: rolls back what is open, writes a checkpoint. Immediate shutdown when that takes too long. */
export async function stopServer(pid: number, folder: string): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitUntil(() => !runs(pid, folder), fastStopMillisecondsMax)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntil(() => !runs(pid, folder), hardStopMillisecondsMax)) return;
  throw new Problem(`The database server (process ${pid}) does not stop. End it, then start again.`);
}
