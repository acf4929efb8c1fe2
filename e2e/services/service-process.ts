import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const readyTimeMaxMs = 120_000;
const outputCharactersMax = 4_000;
const readySchema = z.object({ type: z.literal('ready'), url: z.url() });

/** A subgraph or a gateway as a process of its own, as an operator runs it. */
export interface ServiceProcess {
  /** Where it listens. */
  readonly url: string;
  /** Ends it and resolves with the exit code; null when it was killed. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

async function untilReady(child: ChildProcess, entry: string, output: () => string): Promise<string> {
  const ready = once(child, 'message', { signal: AbortSignal.timeout(readyTimeMaxMs) });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${entry} ended before it was ready:\n${output()}`);
  });
  const [message]: unknown[] = await Promise.race([ready, ended]);
  return readySchema.parse(message).url;
}

/** Starts `entry`, relative to the repository, with nothing but these variables, and waits until it listens. */
export async function startService(entry: string, env: Record<string, string>): Promise<ServiceProcess> {
  const child = fork(join(root, entry), {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  const keep = (chunk: Buffer) => (output = `${output}${chunk.toString()}`.slice(-outputCharactersMax));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return { url: await untilReady(child, entry, () => output), end };
}
