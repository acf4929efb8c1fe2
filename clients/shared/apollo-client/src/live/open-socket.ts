import { createClient, MessageType, stringifyMessage, type Client, type ClientOptions } from 'graphql-ws';
import * as z from 'zod/mini';
import type { Doings, LiveSession, Transport } from './transport.ts';
import { waitBeforeRetry } from './waits.ts';

export interface SocketOptions {
  readonly url: string;
  readonly session: LiveSession;
  readonly doings: Doings;
  /** The server has ended the socket for good. */
  readonly onEnd: () => void;
  /** The browser's own, unless given. */
  readonly webSocket?: unknown;
}

const KEEP_ALIVE_MS = 10_000;
const PONG_WITHIN_MS = 5_000;
/** The close code of a server that stops. */
const GOING_AWAY_CODE = 1001;

/** Ends a socket that does not answer: a laptop that slept notices within seconds, not minutes. */
function watchPongs(client: Client): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  client.on('ping', (received) => {
    if (!received) timer = setTimeout(() => client.terminate(), PONG_WITHIN_MS);
  });
  client.on('pong', (received) => {
    if (received) stop();
  });
  client.on('closed', stop);
}

/** The server's close code for a token it does not take, and its reason where that token will never count again. */
const TOKEN_REFUSED_CODE = 4403;
const TOKEN_REFUSED_REASON = 'TOKEN_INVALID';

const closeSchema = z.object({ code: z.number(), reason: z.string() });
type Close = z.infer<typeof closeSchema>;

/** How the last socket was closed; unknown where nothing was said. */
function watchCloses(client: Client): () => Partial<Close> {
  let last: Partial<Close> = {};
  client.on('closed', (event) => (last = closeSchema.safeParse(event).data ?? {}));
  return () => last;
}

/**
 * Whether the server takes the token at hand no more, though its time is not up: the session was ended elsewhere, or the
 * viewer has another role now.
 */
const isRefusal = ({ code, reason }: Partial<Close>): boolean =>
  code === TOKEN_REFUSED_CODE && reason === TOKEN_REFUSED_REASON;

interface Speaker {
  send(text: string): void;
}

const canSpeak = (socket: unknown): socket is Speaker =>
  typeof socket === 'object' && socket !== null && 'send' in socket && typeof socket.send === 'function';

/**
 * Gives an open socket another token before the one that it has expires (docs/live-protocol.md): whenever it is pinged, it
 * is looked whether there is another one. What fails is tried with the next ping; a socket whose token expires comes back.
 */
function renewOnPings(client: Client, session: LiveSession, held: TokenHeld): void {
  let socket: Speaker | undefined;
  client.on('connected', (opened) => (socket = canSpeak(opened) ? opened : undefined));
  client.on('closed', () => (socket = undefined));
  client.on('ping', (received) => {
    const asked = socket;
    if (received || !asked || held.token === null) return;
    const offer = (token: string | null): void => {
      if (!token || token === held.token || socket !== asked) return;
      held.token = token;
      const payload = { authorization: `Bearer ${token}` };
      asked.send(stringifyMessage({ type: MessageType.Ping, payload }));
    };
    session.freshToken().then(offer, () => undefined);
  });
}

/** The token that the open socket has; null when none. */
interface TokenHeld {
  token: string | null;
}

/** The token for a new socket. Without one the try counts as failed: an error here would be the last try of all. */
async function tokenOrTerminate(
  session: LiveSession,
  client: Client,
  isRefused: boolean,
): Promise<string | null> {
  try {
    return await (isRefused ? session.refresh() : session.freshToken());
  } catch {
    client.terminate();
    return null;
  }
}

function tellOf(doings: Doings, isDisposed: () => boolean): NonNullable<ClientOptions['on']> {
  let tries = 0;
  return {
    connected: (_socket, _payload, wasRetry) => {
      tries = 0;
      doings.connected(wasRetry);
    },
    closed: () => {
      if (!isDisposed()) doings.failed((tries += 1));
    },
  };
}

/** One socket for all live updates of whoever is signed in; without anybody it is opened when something is subscribed to. */
export function openSocket({ url, session, doings, onEnd, webSocket }: SocketOptions): Transport {
  let disposed = false;
  const held: TokenHeld = { token: null };
  const client: Client = createClient({
    url,
    ...(webSocket ? { webSocketImpl: webSocket } : {}),
    lazy: session.getState().status !== 'authenticated',
    connectionParams: async () => {
      held.token = await tokenOrTerminate(session, client, isRefusal(lastClose()));
      return held.token ? { authorization: `Bearer ${held.token}` } : {};
    },
    keepAlive: KEEP_ALIVE_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => !disposed,
    retryWait: (retries) => waitBeforeRetry(retries, lastClose().code === GOING_AWAY_CODE),
    onNonLazyError: onEnd,
    on: tellOf(doings, () => disposed),
  });
  watchPongs(client);
  renewOnPings(client, session, held);
  const lastClose = watchCloses(client);
  const dispose = async (): Promise<void> => {
    disposed = true;
    // A socket that was never opened need not be closed.
    await Promise.resolve(client.dispose()).catch(() => undefined);
  };
  return { subscribe: client.subscribe, terminate: client.terminate, dispose };
}
