import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}

/** Stops the server of a data folder if the process of its `postmaster.pid` is still that server and not another. */
async function stopServerOf(folder: string): Promise<void> {
  try {
    const pid = Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n', 1)[0]);
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    if (commandLine.includes(folder)) process.kill(pid, 'SIGQUIT');
  } catch {
    // No server, or a system without /proc: a server without its data folder stops by itself within a minute.
  }
}

/** Clears away clusters of runs that were killed. Each stands in a folder whose name begins with the id of the process that made it. */
export async function removeLeftovers(clustersFolder: string): Promise<void> {
  for (const name of await readdir(clustersFolder)) {
    const ownerPid = Number.parseInt(name, 10);
    if (!Number.isInteger(ownerPid) || isAlive(ownerPid)) continue;
    const folder = join(clustersFolder, name);
    await stopServerOf(folder);
    // Another run may be clearing the same folder, and the server may still be writing its last files.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}
