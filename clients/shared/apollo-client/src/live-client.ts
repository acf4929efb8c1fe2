import type { SessionStore } from '@payloom/session/session-store';
import { createClient, MessageType, stringifyMessage, type Client, type ClientOptions } from 'graphql-ws';
import * as z from 'zod/mini';
import type { ConnectionStore } from './connection.ts';

export interface LiveClientOptions {
  readonly url: string;
  readonly session: Pick<SessionStore, 'freshToken' | 'refresh' | 'getState' | 'subscribe'>;
  readonly connection: ConnectionStore;
  /** Called when a lost connection is back, before the light says so. */
  readonly onReturn: () => Promise<void>;
  /** The browser's own, unless given. */
  readonly webSocket?: unknown;
}

/** One socket for all live updates of this tab. */
export interface LiveClient {
  /** The socket of whoever is signed in now. */
  current(): Client;
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 10_000;
const PONG_WITHIN_MS = 5_000;
const SHORTEST_WAIT_MS = 100;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;
/** A server that stops sends all of its clients away at once: they come to the next one over this time. */
const FAREWELL_SPREAD_MS = 3_000;
/** The close code of one that stops. */
const GOING_AWAY_CODE = 1001;
/** As many failed tries until the light says offline. */
const TRIES_BEFORE_OFFLINE = 3;

/** Some time up to that, so that those whom one server lost do not come back all at once. */
const someOf = (longestMs: number): number =>
  SHORTEST_WAIT_MS + Math.random() * (longestMs - SHORTEST_WAIT_MS);

/** Waits longer after each try, and not in step with others; or until the network is back. */
function waitBeforeRetry(retries: number, wasSentAway: boolean): Promise<void> {
  const spreadMs = wasSentAway ? FAREWELL_SPREAD_MS : FIRST_WAIT_MS;
  const longestMs = Math.min(Math.max(spreadMs, FIRST_WAIT_MS * 2 ** retries), LONGEST_WAIT_MS);
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener('online', finish);
      resolve();
    };
    const timer = setTimeout(finish, someOf(longestMs));
    globalThis.addEventListener('online', finish);
  });
}

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
function renewOnPings(client: Client, session: LiveClientOptions['session'], held: TokenHeld): void {
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
  session: LiveClientOptions['session'],
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

type Shown = Pick<LiveClientOptions, 'connection' | 'onReturn'> & { readonly isDisposed: () => boolean };

/** What the light says of each thing that happens to a socket. */
function showConnection({ connection, onReturn, isDisposed }: Shown): NonNullable<ClientOptions['on']> {
  let failedTries = 0;
  return {
    connected: (_socket, _payload, wasRetry) => {
      failedTries = 0;
      if (!wasRetry) return connection.set('connected');
      connection.set('catching-up');
      // What could not be fetched says so where it is shown; the connection itself is back.
      const settled = (): void => connection.set('connected');
      onReturn().then(settled, settled);
    },
    closed: () => {
      if (isDisposed()) return;
      failedTries += 1;
      connection.set(failedTries > TRIES_BEFORE_OFFLINE ? 'offline' : 'catching-up');
    },
  };
}

function open(
  { url, session, connection, onReturn, webSocket }: LiveClientOptions,
  onEnd: () => void,
): Client {
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
    onNonLazyError: () => {
      connection.set('offline');
      onEnd();
    },
    on: showConnection({ connection, onReturn, isDisposed: () => disposed }),
  });
  watchPongs(client);
  renewOnPings(client, session, held);
  const lastClose = watchCloses(client);
  const dispose = (): void | Promise<void> => {
    disposed = true;
    return client.dispose();
  };
  return { ...client, dispose };
}

/** Believes the browser when it says that the network is gone, and tries a new socket when it says that it is back. */
function watchNetwork(connection: ConnectionStore, client: () => Client): () => void {
  const gone = (): void => connection.set('offline');
  const back = (): void => {
    connection.set('catching-up');
    client().terminate();
  };
  globalThis.addEventListener('offline', gone);
  globalThis.addEventListener('online', back);
  return () => {
    globalThis.removeEventListener('offline', gone);
    globalThis.removeEventListener('online', back);
  };
}

/** Keeps a socket open for whoever is signed in; another viewer gets another socket, with their own token. */
export function createLiveClient(options: LiveClientOptions): LiveClient {
  const { session, connection } = options;
  let viewerId = session.getState().viewer?.id;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  const reopen = (): void => {
    clearTimeout(reopening);
    client = openAgain();
  };
  // The server may end a socket for good; then another one is tried, but not at once.
  const openAgain = (): Client =>
    open(options, () => (reopening = setTimeout(reopen, someOf(LONGEST_WAIT_MS))));
  let client = openAgain();
  const stopWatching = watchNetwork(connection, () => client);
  const unsubscribe = session.subscribe(() => {
    const next = session.getState().viewer?.id;
    if (next === viewerId) return;
    viewerId = next;
    void client.dispose();
    // Nothing is wrong until a socket fails, but where there is no network it is known already.
    connection.set(navigator.onLine ? 'connected' : 'offline');
    reopen();
  });
  return {
    current: () => client,
    close: async () => {
      clearTimeout(reopening);
      stopWatching();
      unsubscribe();
      await client.dispose();
    },
  };
}
