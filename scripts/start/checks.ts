import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { Problem } from './problem.ts';

const nodeMajorMin = 24;
const freeMegabytesMin = 500;

/** Throws a Problem when this Node.js cannot run the sources as they are. */
export function checkNode(version = process.versions.node): void {
  if (Number(version.split('.', 1)[0]) >= nodeMajorMin) return;
  throw new Problem(
    `This is Node.js ${version}, and Payloom's sources need ${nodeMajorMin}. ` +
      'Start it with `npx --yes pnpm@12 start`: that brings its own Node.js.',
  );
}

/** Throws a Problem when the disk under `folder` (which exists) is nearly full. */
export async function checkDisk(folder: string, megabytesMin = freeMegabytesMin): Promise<void> {
  const disk = await statfs(folder);
  const megabytesFree = Math.floor((disk.bavail * disk.bsize) / 1_048_576);
  if (megabytesFree >= megabytesMin) return;
  throw new Problem(
    `The disk under ${folder} has ${megabytesFree} MB free, and Payloom needs ${megabytesMin} MB. ` +
      'Free some space, or set PAYLOOM_DATA_DIR to a folder on another disk.',
  );
}

async function listenOnce(port: number, host: string): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Throws a Problem when `port` cannot be listened on, naming it and what to do. */
export async function checkPort(port: number, host: string): Promise<void> {
  // A browser tries ::1 first for `localhost`: somebody else there would be shown instead of Payloom.
  const hosts = host === '127.0.0.1' ? [host, '::1'] : [host];
  for (const address of hosts) {
    const code = await listenOnce(port, address);
    if (code === 'EADDRINUSE') {
      throw new Problem(
        `Port ${port} is taken by another program. Stop that program, or choose another port: ` +
          `PORT=${port === 65_535 ? 4001 : port + 1} npx --yes pnpm@12 start`,
      );
    }
    if (code === 'EACCES') {
      throw new Problem(`Port ${port} may not be used by this user. Choose one above 1023: PORT=4000`);
    }
    if (code && address === host)
      throw new Problem(`Cannot listen on ${host}:${port} (${code}). Check HOST and PORT.`);
  }
}
