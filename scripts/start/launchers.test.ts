import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { findLaunchers, watchLaunchers } from './launchers.ts';
import { parentOf, waitUntil } from './processes.ts';

/** A process that goes by the name of a package manager and starts another. */
async function launch(name: string): Promise<{ launcher: ChildProcess; started: number }> {
  const inner = 'setInterval(() => {}, 1000)';
  const source = `
    process.title = ${JSON.stringify(name)};
    const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}], { stdio: 'ignore' });
    process.on('SIGTERM', () => { child.kill('SIGKILL'); process.exit(0); });
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(launcher.stdout, 'data');
  return { launcher, started: Number(String(line)) };
}

it('finds the package manager that a process was started through, and tells when it is gone', async () => {
  const { launcher, started } = await launch('npm exec pnpm@12 start');
  try {
    expect(parentOf(started)).toBe(launcher.pid);
    expect(findLaunchers(started)).toEqual([launcher.pid]);
    let gone = false;
    watchLaunchers(() => {
      gone = true;
    }, findLaunchers(started));
    launcher.kill('SIGTERM');
    expect(await waitUntil(() => gone, 5_000)).toBe(true);
  } finally {
    launcher.kill('SIGTERM');
  }
});

it('takes no other program for one', async () => {
  const { launcher, started } = await launch('my-editor --npmrc');
  try {
    expect(findLaunchers(started)).toEqual([]);
  } finally {
    launcher.kill('SIGTERM');
  }
});
