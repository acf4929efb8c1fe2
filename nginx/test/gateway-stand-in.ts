import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** A request as it came through nginx. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly bodyBytes: number;
}

/** Whoever nginx takes for the gateway: notes what reaches it, answers in JSON, echoes over sockets. */
export interface GatewayStandIn {
  readonly url: string;
  readonly seen: Seen[];
  stop(): Promise<void>;
}

/** What the maker of a file, or of a page, lets it do. */
export const ownPolicy = "default-src 'none'; sandbox";

/** What a server might say of itself and of what it sends. */
const ownHeaders = {
  server: 'Inner/1.2.3',
  'x-powered-by': 'Inner',
  'x-request-id': 'inner-request-id',
  'content-security-policy': ownPolicy,
};

/** A list that is handed on as it is made: its second half comes only when the first has arrived. */
export const secondHalfAfterMs = 300;

async function answer(request: IncomingMessage, response: ServerResponse, seen: Seen[]): Promise<void> {
  let bodyBytes = 0;
  for await (const part of request) bodyBytes += Buffer.isBuffer(part) ? part.length : 0;
  const { method = '', url: path = '', headers } = request;
  seen.push({ method, path, headers, bodyBytes });
  const isStream = path.startsWith('/graphql/stream');
  const type = isStream ? 'text/event-stream; charset=utf-8' : 'application/json';
  response.writeHead(200, { ...ownHeaders, 'content-type': type });
  if (path.endsWith('.csv') || isStream) {
    response.write('first half\n');
    setTimeout(() => response.end('second half\n'), secondHalfAfterMs);
  } else response.end(JSON.stringify({ data: { text: 'payloom '.repeat(300) } }));
}

/** Starts one on a free port. */
export async function startGatewayStandIn(): Promise<GatewayStandIn> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => void answer(request, response, seen));
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  sockets.on('connection', (socket, request) => {
    const { method = '', url: path = '', headers } = request;
    seen.push({ method, path, headers, bodyBytes: 0 });
    socket.on('message', (message) => socket.send(message));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    for (const client of sockets.clients) client.terminate();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, seen, stop };
}
