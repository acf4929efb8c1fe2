import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildClients } from '@payloom/rspack-config/build-clients';
import getPort from 'get-port';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { notHere, paymentsAnswer, sessionAnswer, type Measured } from './payments-answer.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};
const requestSchema = z.object({
  operationName: z.string().optional(),
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).optional(),
});

/** The pages as they are shipped, with a graph that has a list of payments and nothing else. */
export interface Site {
  readonly origin: string;
  close(): Promise<void>;
}

/** Builds the pages once. Returns their folder. */
export async function buildPages(): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-rows-'));
  await buildClients({ outputDir: folder });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function serveFile(folder: string, path: string, response: ServerResponse): Promise<void> {
  const isFile = extname(path) !== '';
  const content = await readFile(join(folder, isFile ? path : 'index.html')).catch(() => undefined);
  if (!content) return void response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': types[isFile ? extname(path) : '.html'] ?? 'application/octet-stream',
  });
  response.end(content);
}

function answerer(measured: Measured): (body: string) => object {
  const payments = paymentsAnswer(measured);
  return (body) => {
    const { operationName, query, variables } = requestSchema.parse(JSON.parse(body));
    if (operationName === 'PaymentList') return payments(variables?.['after']);
    return query.includes('RefreshSession') ? sessionAnswer() : notHere;
  };
}

/** A live connection on which nothing happens. */
function stillSocket(): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'graphql-transport-ws' });
  sockets.on('connection', (socket) => {
    socket.on('message', (message: Buffer) => {
      const { type } = z.object({ type: z.string() }).parse(JSON.parse(message.toString()));
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type === 'ping') socket.send('{"type":"pong"}');
    });
  });
  return sockets;
}

/** Serves the pages with a list of payments without end. */
export async function serveSite(folder: string, measured: Measured): Promise<Site> {
  const answer = answerer(measured);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/graphql') return serveFile(folder, pathname, response);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer(await text(request))));
  };
  const server = createServer((request, response) => void handle(request, response));
  const sockets = stillSocket();
  server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request)),
  );
  const port = await getPort({ host: '127.0.0.1' });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    origin: `http://localhost:${port}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
