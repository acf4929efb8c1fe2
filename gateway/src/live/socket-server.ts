import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols, makeServer, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Revocations } from '../authorization/revocations.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import {
  socketHooks,
  tokenRefusedCode,
  type SocketExtra,
  type SocketOperationsOptions,
} from './socket-operations.ts';

const messageSizeMaxBytes = 256 * 1024;
const socketsMax = 10_000;
const heartbeatEveryMs = 12_000;
const closingTimeMaxMs = 2_000;

type Protocol = Server<SocketExtra>;

/** Speaks graphql-ws on sockets that an HTTP server hands over. */
export interface SocketServer {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends every client away, to connect again elsewhere. */
  stop(): Promise<void>;
}

/**
 * The graphql-ws protocol (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md) over `ws`. The package's
 * own adapter would do, but for its log lines, which go to the console.
 */
export function createSocketServer(
  options: SocketOperationsOptions & { metrics: GatewayMetrics; revocations: Revocations },
): SocketServer {
  const { metrics, log, revocations } = options;
  const served = new Set<SocketExtra>();
  const protocol = makeServer<Record<string, unknown>, SocketExtra>(socketHooks(options));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageSizeMaxBytes, handleProtocols });
  sockets.on('connection', (socket, request) => {
    metrics.sockets.set(sockets.clients.size);
    const extra = serve(protocol, socket, request, log);
    served.add(extra);
    socket.once('close', () => {
      served.delete(extra);
      metrics.sockets.set(sockets.clients.size);
    });
  });
  const stopWatching = revocations.onChange(() => {
    for (const { identity, close } of served)
      if (identity && revocations.refuses(identity)) close(tokenRefusedCode, 'TOKEN_INVALID');
  });
  return {
    upgrade(request, socket, head) {
      if (sockets.clients.size >= socketsMax) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (accepted) =>
        sockets.emit('connection', accepted, request),
      );
    },
    stop: () => {
      stopWatching();
      return stop(sockets);
    },
  };
}

/** Speaks the protocol on one socket until it closes. Returns what the socket carries along. */
function serve(protocol: Protocol, socket: WebSocket, request: IncomingMessage, log: Logger): SocketExtra {
  const closing = new AbortController();
  const extra: SocketExtra = {
    request,
    closed: closing.signal,
    close: (code, reason) => socket.close(code, reason),
    identity: null,
    authorization: undefined,
    expiry: undefined,
  };
  const closed = protocol.opened(transportOf(socket, log), extra);
  const stopHeartbeat = startHeartbeat(socket);
  // A broken connection or an oversized message; `close` follows.
  socket.on('error', (err) => log.debug({ err }, 'a socket failed'));
  socket.once('close', (code, reason) => {
    stopHeartbeat();
    clearTimeout(extra.expiry);
    closing.abort();
    closed(code, String(reason)).catch((err: unknown) => log.error({ err }, 'a socket was not tidied up'));
  });
  return extra;
}

/** The protocol's view of a socket. */
function transportOf(socket: WebSocket, log: Logger): Parameters<Protocol['opened']>[0] {
  return {
    protocol: socket.protocol,
    // Resolves when the message has left: a client that reads slowly slows its own subscriptions down, not us.
    send: (data) =>
      new Promise((resolve, reject) => {
        if (socket.readyState === socket.OPEN)
          socket.send(data, (error) => (error ? reject(error) : resolve()));
        else resolve();
      }),
    close: (code, reason) => socket.close(code, reason),
    onMessage: (handle) =>
      socket.on('message', (data) => {
        handle(textOf(data)).catch((err: unknown) => {
          if (socket.readyState !== socket.OPEN) return;
          log.error({ err }, 'a socket message could not be handled');
          socket.close(CloseCode.InternalServerError, 'Something went wrong on our side.');
        });
      }),
  };
}

/** A message comes in one piece, as a Buffer, unless `ws` is asked for something else. */
function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : '';
}

/** Ends a socket that does not answer a ping until the next one is due. Returns how to stop. */
function startHeartbeat(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, heartbeatEveryMs);
  return () => clearInterval(timer);
}

async function stop(sockets: WebSocketServer): Promise<void> {
  sockets.close();
  const gone = [...sockets.clients].map((client) => once(client, 'close'));
  // 1001, "going away": clients come back by themselves.
  for (const client of sockets.clients) client.close(1001, 'Going away');
  const timer = setTimeout(() => {
    for (const client of sockets.clients) client.terminate();
  }, closingTimeMaxMs);
  await Promise.all(gone);
  clearTimeout(timer);
}
