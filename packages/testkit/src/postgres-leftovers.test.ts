import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeLeftovers } from './postgres-leftovers.ts';

/** Without /proc a server is not looked for: it stops by itself once its data folder is gone. */
const whereProcessesAreFiles = existsSync('/proc/self/cmdline') ? it : it.skip;

/** Waits for input that never comes; its command line names the folder, as a server's does. */
function startServerOf(folder: string) {
  return spawn(process.execPath, ['-e', 'process.stdin.resume()', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('removeLeftovers', () => {
  let clusters: string;
  beforeEach(async () => {
    clusters = await mkdtemp(join(tmpdir(), 'payloom-leftovers-'));
  });
  afterEach(() => rm(clusters, { recursive: true, force: true }));

  it('removes the clusters of ended processes and leaves those of living ones', async () => {
    const living = `${process.pid}-a`;
    await mkdir(join(clusters, living));
    await mkdir(join(clusters, `${await endedPid()}-b`));
    await mkdir(join(clusters, 'somebody-elses'));
    await removeLeftovers(clusters);
    expect((await readdir(clusters)).toSorted()).toEqual([living, 'somebody-elses'].toSorted());
  });

  whereProcessesAreFiles(
    'stops the server that outlived its run, and no other process with its number',
    async () => {
      const ownerPid = await endedPid();
      const [abandoned, renumbered] = [join(clusters, `${ownerPid}-a`), join(clusters, `${ownerPid}-b`)];
      const server = startServerOf(abandoned);
      const bystander = startServerOf('/somewhere/else');
      for (const [folder, { pid }] of [
        [abandoned, server],
        [renumbered, bystander],
      ] as const) {
        await mkdir(folder);
        await writeFile(join(folder, 'postmaster.pid'), `${pid}\n${folder}\n`);
      }
      const stopped = once(server, 'exit');
      await removeLeftovers(clusters);
      expect(await stopped).toEqual([null, 'SIGQUIT']);
      expect(bystander.exitCode).toBeNull();
      expect(await readdir(clusters)).toEqual([]);
      bystander.kill('SIGKILL');
      await once(bystander, 'exit');
      expect(bystander.signalCode).toBe('SIGKILL');
    },
  );
});
