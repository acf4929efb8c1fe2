import { once } from 'node:events';
import { eventually } from '@payloom/testkit/eventually';
import { WebSocket, type ClientOptions } from 'ws';
import { z } from 'zod';
import type { JsonObject } from '../executor/json.ts';

const messageSchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  payload: z.unknown().optional(),
});

export type RawMessage = z.infer<typeof messageSchema>;

/** A socket on which a test says word by word what it likes. */
export interface RawSocket {
  readonly socket: WebSocket;
  /** What came, in order. */
  readonly messages: RawMessage[];
  /** How it was closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  say(message: JsonObject | string): void;
  /** Waits for a message of this type, the first one there is. */
  heard(type: string): Promise<RawMessage>;
}

export interface RawSocketOptions extends ClientOptions {
  readonly protocol?: string | undefined;
}

/** Opens a socket to the gateway at this origin; nothing has been said on it. */
export async function openRawSocket(
  origin: string,
  { protocol = 'graphql-transport-ws', ...options }: RawSocketOptions = {},
): Promise<RawSocket> {
  const url = `${origin.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(url, protocol === '' ? [] : protocol, options);
  const messages: RawMessage[] = [];
  socket.on('message', (data) => {
    // It comes in one piece, unless `ws` is asked for something else.
    if (Buffer.isBuffer(data)) messages.push(messageSchema.parse(JSON.parse(data.toString())));
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await once(socket, 'open');
  return {
    socket,
    messages,
    closed,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    heard: (type) =>
      eventually(() => {
        const message = messages.find((each) => each.type === type);
        if (!message) throw new Error(`No ${type} so far`);
        return message;
      }),
  };
}

/** Opens one and has it acknowledged, with this token or with none. */
export async function openAcknowledged(
  origin: string,
  token?: string,
  options?: RawSocketOptions,
): Promise<RawSocket> {
  const raw = await openRawSocket(origin, options);
  raw.say({
    type: 'connection_init',
    payload: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  await raw.heard('connection_ack');
  return raw;
}
