import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { answerBenchmark } from '../processes/side-process.ts';

/* The bound: `ws` alone, which hands each message, made once, to every socket. Nobody is checked, nothing is planned or kept. */

const messageSchema = z.object({ type: z.string() });
const subscribed = new Set<WebSocket>();

const server = createServer();
const sockets = new WebSocketServer({ server, handleProtocols: () => 'graphql-transport-ws' });
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    if (!Buffer.isBuffer(data)) return;
    const { type } = messageSchema.parse(JSON.parse(data.toString()));
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
    if (type === 'subscribe') subscribed.add(socket);
  });
  socket.once('close', () => void subscribed.delete(socket));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo;

answerBenchmark({
  address: () => `ws://127.0.0.1:${port}`,
  subscribersCount: () => subscribed.size,
  send: (payload) => {
    const message = JSON.stringify({ id: '1', type: 'next', payload });
    for (const socket of subscribed) socket.send(message);
  },
});
