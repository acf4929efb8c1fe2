import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { findOrInstallProgram, installHelp, redisProgram } from './machine.ts';
import { startOnFreePorts, startOwnServer, type OwnServer } from './own-server.ts';
import { portIsClosed } from './port-is-closed.ts';
import { redisAnswers } from './service-answers.ts';

/** A Redis that belongs to one test, may be flushed and killed, and keeps its data over a restart. */
export interface OwnRedis extends OwnServer {
  readonly url: string;
  readonly port: number;
}

/** Every write is on disk before it is answered. */
const settings = (port: number, folder: string): string[] => [
  ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--daemonize', 'no'],
  ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
];

async function start(program: string): Promise<OwnRedis> {
  const port = await getPort();
  const folder = await mkdtemp(join(tmpdir(), 'payloom-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  const { PATH, LANG } = process.env;
  try {
    const server = await startOwnServer({
      name: 'The Redis of a test',
      folder,
      command: [program, ...settings(port, folder)],
      env: { PATH, LANG },
      isReady: () => redisAnswers(url),
      afterKill: () => portIsClosed(port),
    });
    return {
      url,
      port,
      kill: () => server.kill(),
      restart: () => server.restart(),
      stop: () => server.stop(),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Starts a Redis (or Valkey) from the installed program, on a free port of 127.0.0.1 and with a folder of its own.
 * Rejects with what to install where there is none.
 */
export async function startOwnRedis(
  program: string | undefined = findOrInstallProgram(redisProgram),
): Promise<OwnRedis> {
  if (program === undefined) throw new Error(`${installHelp(redisProgram)}.`);
  return startOnFreePorts(() => start(program));
}
