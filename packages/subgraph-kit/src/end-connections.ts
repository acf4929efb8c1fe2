import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets the server close as soon as the requests under way are answered. Node.js ends only connections that have been
 * used and are idle: one that a browser opened ahead, or one that is answering just now, would hold a closing server
 * up until it times out.
 */
export function endConnectionsOnClose(app: FastifyInstance): void {
  const quiet = new Set<Socket>();
  let closing = false;
  const rest = (socket: Socket) => {
    if (closing) socket.destroySoon();
    else if (!socket.destroyed) quiet.add(socket);
  };
  app.server.on('connection', (socket: Socket) => {
    rest(socket);
    socket.once('close', () => quiet.delete(socket));
  });
  app.server.on('request', ({ socket }, response) => {
    quiet.delete(socket);
    response.once('close', () => rest(socket));
  });
  app.addHook('preClose', async () => {
    closing = true;
    for (const socket of quiet) socket.destroySoon();
  });
}
