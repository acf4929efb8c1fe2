import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer, MessageType, stringifyMessage, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { AccessTokens } from '../authorization/access-tokens.ts';
import { isJsonObject } from '../executor/json.ts';
import { Heartbeats } from './heartbeats.ts';
import type { LiveConnections } from './live-connections.ts';
import { closeOfRefusal, socketCloses } from './socket-closes.ts';
import {
  renewToken,
  socketHooks,
  type SocketExtra,
  type SocketOperationsOptions,
} from './socket-operations.ts';

/** Of one message. */
export const messageSizeMaxBytes = 256 * 1024;
const closingTimeMaxMs = 2_000;

type Protocol = Server<SocketExtra>;
type Transport = Parameters<Protocol['opened']>[0];

/** Speaks graphql-ws on sockets that an HTTP server hands over. */
export interface SocketServer {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends every client away, to connect again elsewhere. */
  stop(): Promise<void>;
}

type SocketServerOptions = SocketOperationsOptions & {
  readonly connections: LiveConnections;
};

/**
 * The graphql-ws protocol (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md) over `ws`. The package's
 * own adapter would do, but for its log lines, which go to the console.
 */
export function createSocketServer(options: SocketServerOptions): SocketServer {
  const { metrics, connections } = options;
  const protocol = makeServer<Record<string, unknown>, SocketExtra>(socketHooks(options));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageSizeMaxBytes, handleProtocols });
  const heartbeats = new Heartbeats();
  sockets.on('connection', (socket, request) => {
    heartbeats.watch(socket);
    metrics.sockets.set(sockets.clients.size);
    const forget = connections.add(serve(protocol, socket, request, options));
    socket.once('close', () => {
      forget();
      metrics.sockets.set(sockets.clients.size);
    });
  });
  return {
    upgrade(request, socket, head) {
      if (connections.isFull) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (accepted) =>
        sockets.emit('connection', accepted, request),
      );
    },
    stop: () => stop(sockets),
  };
}

/** Speaks the protocol on one socket until it closes. Returns what the socket carries along. */
function serve(
  protocol: Protocol,
  socket: WebSocket,
  request: IncomingMessage,
  { log, tokens }: SocketServerOptions,
): SocketExtra {
  const closing = new AbortController();
  const close: SocketExtra['close'] = ({ code, reason }) => socket.close(code, reason);
  const extra: SocketExtra = {
    request,
    closed: closing.signal,
    close,
    refuse: (reason) => close(closeOfRefusal[reason]),
    identity: null,
    authorization: undefined,
    forgetExpiry: () => {},
  };
  const closed = protocol.opened(transportOf(socket, extra, tokens, log), extra);
  // A broken connection or an oversized message; `close` follows.
  socket.on('error', (err) => log.debug({ err }, 'a socket failed'));
  socket.once('close', (code, reason) => {
    extra.forgetExpiry();
    closing.abort();
    closed(code, String(reason)).catch((err: unknown) => log.error({ err }, 'a socket was not tidied up'));
  });
  return extra;
}

/** The protocol's view of a socket. */
function transportOf(
  socket: WebSocket,
  extra: SocketExtra,
  tokens: AccessTokens | null,
  log: Logger,
): Transport {
  const send: Transport['send'] = (data) =>
    new Promise((resolve, reject) => {
      if (socket.readyState === socket.OPEN)
        socket.send(data, (error) => (error ? reject(error) : resolve()));
      else resolve();
    });
  return {
    protocol: socket.protocol,
    // Resolves when the message has left: a client that reads slowly slows its own subscriptions down, not us.
    send,
    close: (code, reason) => socket.close(code, reason),
    onPing: async (payload) => {
      const type = MessageType.Pong;
      const authorization = isJsonObject(payload) ? payload.authorization : undefined;
      if (typeof authorization !== 'string') {
        await send(stringifyMessage(payload === undefined ? { type } : { type, payload }));
        return;
      }
      const renewed = await renewToken(tokens, extra, authorization);
      await send(stringifyMessage({ type, payload: { renewed } }));
    },
    onMessage: (handle) =>
      socket.on('message', (data) => {
        handle(textOf(data)).catch((err: unknown) => {
          if (socket.readyState !== socket.OPEN) return;
          log.error({ err }, 'a socket message could not be handled');
          extra.close(socketCloses.failed);
        });
      }),
  };
}

/** A message comes in one piece, as a Buffer, unless `ws` is asked for something else. */
function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : '';
}

async function stop(sockets: WebSocketServer): Promise<void> {
  sockets.close();
  const gone = [...sockets.clients].map((client) => once(client, 'close'));
  // Clients come back by themselves, to another gateway where there is one.
  const { code, reason } = socketCloses.goingAway;
  for (const client of sockets.clients) client.close(code, reason);
  const timer = setTimeout(() => {
    for (const client of sockets.clients) client.terminate();
  }, closingTimeMaxMs);
  await Promise.all(gone);
  clearTimeout(timer);
}
