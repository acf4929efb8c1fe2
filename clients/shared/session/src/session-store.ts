import type { Channel } from './channel.ts';
import { secondsLeft, SessionUnreachable, type SessionRequests } from './session-requests.ts';
import type { GrantedSession, SessionViewer } from './viewer.ts';

export type SessionState =
  /** Not known yet; `unreachable` once the server could not be asked. */
  | { readonly status: 'loading'; readonly unreachable: boolean; readonly viewer?: undefined }
  /** `left` when somebody has signed out, rather than the session having ended or never been. */
  | { readonly status: 'anonymous'; readonly left: boolean; readonly viewer?: undefined }
  | { readonly status: 'authenticated'; readonly viewer: SessionViewer };

/** Runs `task` alone among all tabs of this origin. */
export type Alone = <T>(task: () => Promise<T>) => Promise<T>;

export interface SessionStoreOptions {
  readonly requests: SessionRequests;
  readonly channel: Channel;
  readonly alone: Alone;
  /** Remembers over a reload that a sign-out has not reached the server yet. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

export interface SessionStore {
  getState(): SessionState;
  subscribe(listener: () => void): () => void;
  /** Finds out by the refresh cookie who is signed in, and listens to the other tabs. */
  start(): Promise<void>;
  /** Takes over what `signIn` or `register` answered. */
  begin(session: GrantedSession): void;
  /** An access token with some life left; null when nobody is signed in. */
  freshToken(): Promise<string | null>;
  /** A new access token; null when the session has ended. Callers at the same time share one request. */
  refresh(): Promise<string | null>;
  /** Ends the session here and in every tab; rejects when the server has not heard of it yet. */
  signOut(): Promise<void>;
}

/** A token closer to its end than this is renewed before it is used. */
export const TOKEN_MARGIN_SECONDS = 20;
const SIGN_OUT_PENDING_KEY = 'payloom.sign-out-pending';

interface Token {
  readonly value: string;
  /** On the clock of `performance.now()`, which no change of the machine's time moves. */
  readonly staleAtMs: number;
}

/** The session of this tab: the access token in memory only, the state for everybody to see. */
export function createSessionStore({ requests, channel, alone, storage }: SessionStoreOptions): SessionStore {
  const listeners = new Set<() => void>();
  let state: SessionState = { status: 'loading', unreachable: false };
  let token: Token | undefined;
  let refreshing: Promise<string | null> | undefined;
  // Counts sign-ins and sign-outs, so that the answer to an older refresh does not undo a newer one.
  let epoch = 0;
  let listening = false;

  const setState = (next: SessionState): void => {
    state = next;
    for (const listener of [...listeners]) listener();
  };

  const hold = (session: GrantedSession, lifetimeSeconds: number): void => {
    const usableSeconds = Math.max(lifetimeSeconds - TOKEN_MARGIN_SECONDS, lifetimeSeconds / 2);
    token = { value: session.accessToken, staleAtMs: performance.now() + usableSeconds * 1000 };
    const { id, email, role } = session.viewer;
    setState({ status: 'authenticated', viewer: { id, email, role } });
  };

  const end = ({ left }: { left: boolean }): void => {
    epoch += 1;
    token = undefined;
    setState({ status: 'anonymous', left });
  };

  const refreshNow = async (): Promise<string | null> => {
    const startedIn = epoch;
    const session = await alone(() => requests.refresh());
    if (epoch !== startedIn) return token?.value ?? null;
    if (session) hold(session, session.lifetimeSeconds);
    else end({ left: false });
    return session?.accessToken ?? null;
  };

  const refresh = (): Promise<string | null> => {
    if (refreshing) return refreshing;
    const current = refreshNow().finally(() => {
      if (refreshing === current) refreshing = undefined;
    });
    refreshing = current;
    return current;
  };

  const endAtServer = async (accessToken: string | undefined): Promise<void> => {
    storage.setItem(SIGN_OUT_PENDING_KEY, 'yes');
    await requests.signOut(accessToken);
    storage.removeItem(SIGN_OUT_PENDING_KEY);
  };

  const listen = (): void => {
    if (listening) return;
    listening = true;
    channel.subscribe((message) => {
      if (message.type === 'signed-out') end({ left: true });
      if (message.type === 'signed-in' && message.viewerId !== state.viewer?.id) {
        epoch += 1;
        refreshing = undefined;
        // Nothing is lost when it fails: the next request asks again.
        refresh().catch(() => undefined);
      }
    });
  };

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {
      listen();
      try {
        if (storage.getItem(SIGN_OUT_PENDING_KEY))
          await endAtServer(undefined).then(() => end({ left: true }));
        else await refresh();
      } catch (error) {
        if (!(error instanceof SessionUnreachable)) throw error;
        if (state.status === 'loading') setState({ status: 'loading', unreachable: true });
      }
    },
    begin: (session) => {
      epoch += 1;
      storage.removeItem(SIGN_OUT_PENDING_KEY);
      hold(session, secondsLeft(session.accessTokenExpiresAt, null));
      channel.post({ type: 'signed-in', viewerId: session.viewer.id });
    },
    freshToken: async () => {
      if (state.status === 'anonymous') return null;
      return token && performance.now() < token.staleAtMs ? token.value : refresh();
    },
    refresh,
    signOut: async () => {
      const accessToken = token?.value;
      end({ left: true });
      channel.post({ type: 'signed-out' });
      await endAtServer(accessToken);
    },
  };
}
