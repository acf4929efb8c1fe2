import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Gives sockets of `/graphql` to the gateway and the others to whoever has asked for them so far, such as the proxy to a
 * development server. Call it when every plugin is loaded.
 */
export function routeUpgrades(app: FastifyInstance, upgrade: UpgradeListener): void {
  const others = app.server.listeners('upgrade') as UpgradeListener[];
  app.server.removeAllListeners('upgrade');
  app.server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?', 1)[0] === '/graphql') upgrade(request, socket, head);
    else if (others.length > 0) for (const other of others) other(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });
}
