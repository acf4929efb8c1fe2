import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A port of this machine that leads to one inside a container. */
export interface Door {
  readonly port: number;
  close(): void;
}

/**
 * Bash alone reaches the port from inside: nothing is added to the container, and nothing is published. It waits for its
 * child, which would else become one of the container's first process: PostgreSQL takes the end of it for a crash.
 */
const passOn = (port: number): string =>
  `exec 3<>/dev/tcp/127.0.0.1/${port}; cat <&3 & cat >&3; kill %1; wait`;

/** Opens a door to what otherwise nobody outside reaches, such as a database. */
export async function openDoor(service: string, innerPort: number): Promise<Door> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    const args = ['compose', 'exec', '-T', service, 'bash', '-c', passOn(innerPort)];
    const inside = spawn('docker', args, { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] });
    socket.pipe(inside.stdin);
    inside.stdout.pipe(socket);
    const end = () => {
      open.delete(socket);
      socket.destroy();
      inside.kill();
    };
    for (const stream of [socket, inside, inside.stdin, inside.stdout]) stream.on('error', end);
    socket.on('close', end);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The door has no port.');
  return {
    port: address.port,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
