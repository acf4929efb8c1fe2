import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import getPort from 'get-port';
import { readRunning } from '../scripts/start/running.ts';

export const root = join(import.meta.dirname, '..');

export interface RunningApp {
  readonly origin: string;
  /** From the command to its last line and a page that answers. */
  readonly seconds: number;
  stop(): Promise<void>;
}

const readySecondsMax = 600;

async function untilReady(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`It was not ready within ${readySecondsMax} s:\n${output}`)),
      readySecondsMax * 1_000,
    );
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-16_384);
      if (!output.includes('Payloom is ready')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${output}`)));
  });
}

/** Runs a command that starts the app (`npx pnpm start`, or a script) and waits until its page answers. */
export async function startApp(command: readonly string[], dataFolder: string): Promise<RunningApp> {
  const port = await getPort({ host: '127.0.0.1' });
  const origin = `http://localhost:${port}`;
  const [program = '', ...args] = command;
  const began = performance.now();
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PORT: String(port), PAYLOOM_DATA_DIR: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await untilReady(child);
  const page = await fetch(origin);
  if (!page.ok) throw new Error(`The page answers ${page.status}.`);
  await page.text();
  const seconds = (performance.now() - began) / 1_000;
  return {
    origin,
    seconds,
    stop: async () => {
      const exit = child.exitCode === null ? once(child, 'exit') : undefined;
      // The command may be a package manager: the one that started everything is who is asked to stop.
      const running = readRunning(join(dataFolder, 'running.json'));
      if (running) process.kill(running.pid, 'SIGTERM');
      await exit;
    },
  };
}
