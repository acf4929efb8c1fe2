import type { SessionState } from '@payloom/session/session-store';
import type { ConnectionStatus, ConnectionStore } from './connection.ts';
import { hasRoomForStreams } from './live/can-stream.ts';
import { keepWay, recallWay, type Way } from './live/kept-way.ts';
import { loadedLater } from './live/loaded-later.ts';
import {
  leavable,
  type Doings,
  type LeavableTransport,
  type LiveSession,
  type Transport,
} from './live/transport.ts';
import { someOf } from './live/waits.ts';

export interface LiveClientOptions {
  readonly url: string;
  /** Where event streams are asked for when sockets do not get through. */
  readonly streamUrl: string;
  readonly session: LiveSession;
  readonly connection: ConnectionStore;
  /** Called when a lost connection is back, before the light says so. */
  readonly onReturn: () => Promise<void>;
  /** Whether event streams may do where sockets do not get through. */
  readonly canStream: () => Promise<boolean>;
  /** The browser's own, unless given. */
  readonly webSocket?: unknown;
}

/** All live updates of this tab. */
export interface LiveClient {
  /** The connection of whoever is signed in now. */
  current(): Transport;
  close(): Promise<void>;
}

/** As many failed tries until the light says offline. */
const TRIES_BEFORE_OFFLINE = 3;

const other: Readonly<Record<Way, Way>> = { socket: 'streams', streams: 'socket' };

/** Knows which way works: what has worked once is kept to, and until then each has its tries in turn. */
function createWays() {
  let way: Way = hasRoomForStreams() ? recallWay() : 'socket';
  let works = false;
  return {
    current: () => way,
    isFor: (each: Way) => each === way,
    worked: () => {
      works = true;
      keepWay(way);
    },
    /** Whether it is the other one's turn. */
    isHopeless: (tries: number) => !works && tries > TRIES_BEFORE_OFFLINE,
    change: () => (way = other[way]),
  };
}

/** What the light says of each thing that happens to a connection. */
function showDoings({ connection, onReturn }: Pick<LiveClientOptions, 'connection' | 'onReturn'>): Doings {
  return {
    connected: (isReturn) => {
      if (!isReturn) return connection.set('connected');
      connection.set('catching-up');
      // What could not be fetched says so where it is shown; the connection itself is back.
      const settled = (): void => connection.set('connected');
      onReturn().then(settled, settled);
    },
    failed: (tries) => connection.set(tries > TRIES_BEFORE_OFFLINE ? 'offline' : 'catching-up'),
  };
}

/** Believes the browser when it says that the network is gone, and tries a new connection when it says that it is back. */
function watchNetwork(connection: ConnectionStore, current: () => Transport): () => void {
  const gone = (): void => connection.set('offline');
  const back = (): void => {
    connection.set('catching-up');
    current().terminate();
  };
  globalThis.addEventListener('offline', gone);
  globalThis.addEventListener('online', back);
  return () => {
    globalThis.removeEventListener('offline', gone);
    globalThis.removeEventListener('online', back);
  };
}

/** Opens one transport after the other; each belongs to whoever is signed in by then. */
class Opener {
  current: LeavableTransport;
  #reopening: ReturnType<typeof setTimeout> | undefined;
  readonly #options: LiveClientOptions;
  readonly #shown: Doings;
  readonly #ways = createWays();

  constructor(options: LiveClientOptions) {
    this.#options = options;
    this.#shown = showDoings(options);
    this.current = this.#open();
  }

  reopen(): void {
    this.stop();
    this.current = this.#open();
  }

  stop(): void {
    clearTimeout(this.#reopening);
  }

  #open(): LeavableTransport {
    const { session, streamUrl } = this.#options;
    const own: LeavableTransport = leavable(
      this.#ways.isFor('socket')
        ? this.#openSocket(() => own)
        : loadedLater(async () => {
            const { openStreams } = await import('./live/open-streams.ts');
            return openStreams({ url: streamUrl, session, doings: this.#doings(() => own) });
          }),
    );
    return own;
  }

  #openSocket(own: () => LeavableTransport): Transport {
    const { url, session, webSocket, connection } = this.#options;
    // The server may end a socket for good; then another one is tried, but not at once.
    const onEnd = (): void => {
      connection.set('offline');
      this.#reopening = setTimeout(() => this.reopen(), someOf());
    };
    const options = {
      url,
      session,
      onEnd,
      doings: this.#doings(own),
      ...(webSocket ? { webSocket } : {}),
    };
    const load = async (): Promise<Transport> => {
      try {
        return (await import('./live/open-socket.ts')).openSocket(options);
      } catch (error) {
        onEnd();
        throw error;
      }
    };
    // Without anybody signed in a socket is opened when something is subscribed to, which few pages do.
    return loadedLater(load, { mayWait: session.getState().status !== 'authenticated' });
  }

  #doings(own: () => LeavableTransport): Doings {
    return {
      connected: (isReturn) => {
        this.#ways.worked();
        this.#shown.connected(isReturn);
      },
      failed: (tries) => {
        this.#shown.failed(tries);
        if (this.#ways.isHopeless(tries)) void this.#leave(own());
      },
    };
  }

  /** Where only this way does not get through, the other one may. */
  async #leave(left: LeavableTransport): Promise<void> {
    if (!(await this.#options.canStream()) || left !== this.current) return;
    this.stop();
    this.#ways.change();
    this.current = this.#open();
    left.leave();
  }
}

/** Nothing is wrong until a connection fails, but where there is no network, or nobody that answers, it is known already. */
function statusFor(state: SessionState): ConnectionStatus {
  if (!navigator.onLine) return 'offline';
  return state.status === 'authenticated' && state.isRecalled ? 'catching-up' : 'connected';
}

/** Keeps a connection for whoever is signed in; another viewer gets another one, with their own token. */
export function createLiveClient(options: LiveClientOptions): LiveClient {
  const { session, connection } = options;
  let viewerId = session.getState().viewer?.id;
  const opener = new Opener(options);
  const stopWatching = watchNetwork(connection, () => opener.current);
  const unsubscribe = session.subscribe(() => {
    const next = session.getState().viewer?.id;
    if (next === viewerId) return;
    viewerId = next;
    void opener.current.dispose();
    connection.set(statusFor(session.getState()));
    opener.reopen();
  });
  return {
    current: () => opener.current,
    close: async () => {
      opener.stop();
      stopWatching();
      unsubscribe();
      await opener.current.dispose();
    },
  };
}
