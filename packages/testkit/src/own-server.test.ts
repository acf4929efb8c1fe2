import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { startOnFreePorts, startOwnServer } from './own-server.ts';

const makeFolder = () => mkdtemp(join(tmpdir(), 'payloom-own-server-'));
const waits = 'process.stdout.write("up"); setInterval(() => undefined, 1000)';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('startOwnServer', () => {
  it('says what a server printed that does not start', async () => {
    const folder = await makeFolder();
    const start = startOwnServer({
      name: 'The clock',
      folder,
      command: [process.execPath, '-e', 'console.error("no time"); process.exit(1)'],
      env: {},
      isReady: async () => false,
    });
    await expect(start).rejects.toThrow(/^The clock did not start:\n[^]*no time/);
    await rm(folder, { recursive: true });
  });

  it('does not let a server outlive the process that started it, nor leave its folder', async () => {
    const folder = await makeFolder();
    const program = `
      import { startOwnServer } from ${JSON.stringify(join(import.meta.dirname, 'own-server.ts'))};
      const plan = { name: 'It', folder: ${JSON.stringify(folder)}, env: {}, isReady: async () => true };
      const command = [process.execPath, '-e', ${JSON.stringify(`console.log(process.pid); ${waits}`)}];
      await startOwnServer({ ...plan, command });
      console.log('started');
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {},
    });
    await once(owner.stdout, 'data');
    const serverPid = await eventually(async () => {
      const pid = Number.parseInt(await readFile(join(folder, 'output'), 'utf8'), 10);
      expect(pid).toBeGreaterThan(0);
      return pid;
    });
    expect(isAlive(serverPid)).toBe(true);
    owner.kill('SIGKILL');
    await eventually(() => expect(existsSync(folder)).toBe(false));
    await eventually(() => expect(isAlive(serverPid)).toBe(false));
  });
});

describe('startOnFreePorts', () => {
  it('tries again, and gives up with the last failure', async () => {
    let tries = 0;
    const fail = async () => {
      tries += 1;
      throw new Error(`try ${tries}`);
    };
    await expect(startOnFreePorts(fail, 2)).rejects.toThrow('try 2');
  });
});
