import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { findOrInstallProgram, installHelp, nginxProgram } from './machine.ts';
import { startOnFreePorts, startOwnServer, type OwnServer } from './own-server.ts';

/** Where an nginx of a test stands and listens. */
export interface NginxPlace {
  readonly folder: string;
  /** Everything it writes besides. */
  readonly temporary: string;
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly healthPort: number;
}

/** An nginx that belongs to one test. */
export interface OwnNginx extends OwnServer {
  readonly place: NginxPlace;
  /** What `nginx -t` says of the configuration it runs with. */
  readonly verdict: string;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function findPlace(): Promise<NginxPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'payloom-nginx-'));
  const temporary = join(folder, 'temporary');
  await mkdir(temporary);
  const [httpPort, httpsPort, healthPort] = [await getPort(), await getPort(), await getPort()];
  return { folder, temporary, httpPort, httpsPort, healthPort };
}

async function start(program: string, configure: (place: NginxPlace) => Promise<string>): Promise<OwnNginx> {
  const place = await findPlace();
  const { folder, httpsPort } = place;
  try {
    const args = ['-e', join(folder, 'errors.log'), '-c', await configure(place)];
    const { stderr: verdict } = await promisify(execFile)(program, ['-t', ...args]);
    const { PATH, LANG } = process.env;
    const server = await startOwnServer({
      name: 'The nginx of a test',
      folder,
      command: [program, ...args, '-g', 'daemon off;'],
      env: { PATH, LANG },
      isReady: () => isOpen(httpsPort),
      stopSignal: 'SIGQUIT',
    });
    return {
      place,
      verdict,
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
 * Starts an nginx from the installed program, on free ports and with a folder of its own. `configure` writes its
 * configuration there and returns the main file's path. Rejects with what to install where there is no nginx, and with what
 * `nginx -t` says of a configuration that is not right.
 */
export async function startOwnNginx(
  configure: (place: NginxPlace) => Promise<string>,
  program: string | undefined = findOrInstallProgram(nginxProgram),
): Promise<OwnNginx> {
  if (program === undefined) throw new Error(`${installHelp(nginxProgram)}.`);
  return startOnFreePorts(() => start(program, configure));
}
