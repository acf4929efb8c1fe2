import type { Alone } from './alone.ts';
import type { Channel } from './channel.ts';
import { SIGN_OUT_PENDING_KEY } from './names.ts';
import { SessionUnreachable, type Answer } from './post.ts';
import { secondsLeft, type SessionRequests } from './session-requests.ts';
import type { GrantedSession, SessionEnding, SessionViewer } from './viewer.ts';

interface Anonymous {
  readonly status: 'anonymous';
  /** Whether somebody has signed out, rather than the session having ended or never been. */
  readonly left: boolean;
  /** Why the session that this tab had is over, where somebody else ended it. */
  readonly notice?: SessionEnding;
  readonly viewer?: undefined;
}

export type SessionState =
  /** Not known yet; `unreachable` once the server could not be asked. */
  | { readonly status: 'loading'; readonly unreachable: boolean; readonly viewer?: undefined }
  | Anonymous
  | {
      readonly status: 'authenticated';
      readonly viewer: SessionViewer;
      /** Who was signed in when the server was last seen; whether they still are, it has not said yet. */
      readonly isRecalled?: true;
    };

/** Who this browser remembers to have been signed in. */
export type Recall = () => Promise<SessionViewer | undefined>;

export interface SessionStoreOptions {
  readonly requests: SessionRequests;
  readonly channel: Channel;
  readonly alone: Alone;
  /** Remembers over a reload that a sign-out has not reached the server yet. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

export interface SessionStore {
  readonly getState: () => SessionState;
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Finds out by the refresh cookie who is signed in, and listens to the other tabs. Where the server cannot be asked it
   * is who is recalled, until it can. `asked` is what was asked already for its first token.
   */
  start(recall?: Recall, asked?: Promise<Answer>): Promise<void>;
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

interface Token {
  readonly value: string;
  /** On the clock of `performance.now()`, which no change of the machine's time moves. */
  readonly staleAtMs: number;
}

/** The session of this tab: the access token in memory only, the state for everybody to see. */
class TabSession implements SessionStore {
  readonly #parts: SessionStoreOptions;
  readonly #listeners = new Set<() => void>();
  #state: SessionState = { status: 'loading', unreachable: false };
  #token: Token | undefined;
  #refreshing: Promise<string | null> | undefined;
  /** Counts sign-ins and sign-outs, so that the answer to an older refresh does not undo a newer one. */
  #epoch = 0;
  #listening = false;
  /** Why the session is over, where another tab has heard it. */
  #told: SessionEnding | undefined;

  constructor(parts: SessionStoreOptions) {
    this.#parts = parts;
  }

  readonly getState = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async start(recall?: Recall, asked?: Promise<Answer>): Promise<void> {
    this.#listen(recall);
    try {
      await this.#refreshOnce(asked);
    } catch (error) {
      if (!(error instanceof SessionUnreachable)) throw error;
      await this.#goOnWithout(this.#isSignOutPending() ? undefined : recall);
    }
  }

  begin(session: GrantedSession): void {
    this.#epoch += 1;
    this.#parts.storage.removeItem(SIGN_OUT_PENDING_KEY);
    this.#hold(session, secondsLeft(session.accessTokenExpiresAt, null));
    this.#parts.channel.post({ type: 'signed-in', viewerId: session.viewer.id });
  }

  async freshToken(): Promise<string | null> {
    if (this.#state.status === 'anonymous') return null;
    const usable = this.#token && performance.now() < this.#token.staleAtMs;
    return usable ? (this.#token?.value ?? null) : this.refresh();
  }

  refresh(): Promise<string | null> {
    return this.#refreshOnce();
  }

  #refreshOnce(asked?: Promise<Answer>): Promise<string | null> {
    if (this.#refreshing) return this.#refreshing;
    const current = this.#refreshNow(asked).finally(() => {
      if (this.#refreshing === current) this.#refreshing = undefined;
    });
    this.#refreshing = current;
    return current;
  }

  async signOut(): Promise<void> {
    const accessToken = this.#token?.value;
    this.#end({ left: true });
    this.#parts.channel.post({ type: 'signed-out' });
    await this.#endAtServer(accessToken);
  }

  async #goOnWithout(recall: Recall | undefined): Promise<void> {
    const startedIn = this.#epoch;
    const viewer = await recall?.();
    // Meanwhile somebody may have signed in, or the server have answered after all.
    if (this.#state.status !== 'loading' || this.#epoch !== startedIn) return;
    this.#setState(
      viewer
        ? { status: 'authenticated', viewer, isRecalled: true }
        : { status: 'loading', unreachable: true },
    );
  }

  #isSignOutPending(): boolean {
    return this.#parts.storage.getItem(SIGN_OUT_PENDING_KEY) !== null;
  }

  async #refreshNow(asked: Promise<Answer> | undefined): Promise<string | null> {
    const startedIn = this.#epoch;
    // Whoever has left must not come back by what the server does not know yet.
    if (this.#isSignOutPending()) {
      await this.#endAtServer(undefined);
      if (this.#epoch === startedIn) this.#end({ left: true });
      return this.#token?.value ?? null;
    }
    const session = await this.#parts.alone(() => this.#parts.requests.refresh(asked));
    if (this.#epoch !== startedIn) return this.#token?.value ?? null;
    if ('over' in session) {
      this.#learnThatItIsOver(session.over);
      return null;
    }
    this.#hold(session, session.lifetimeSeconds);
    return session.accessToken;
  }

  /** Only the first tab that asks is told why, for the cookie is gone then: it tells the others. */
  #learnThatItIsOver(ending: SessionEnding): void {
    // Why is known already: whoever asks again, as a query does whose token was refused, is told no more than that it is over.
    if (this.#state.status === 'anonymous' && this.#state.notice !== undefined) return;
    const had = this.#state.status === 'authenticated';
    const told = this.#told;
    this.#end({ left: false, ...(had ? { notice: told ?? ending } : {}) });
    if (had && told === undefined) this.#parts.channel.post({ type: 'ended', notice: ending });
  }

  /** Another tab was told why the session is over. Whether it is, the server says to this one as well. */
  #hearWhyItIsOver(notice: SessionEnding): void {
    if (this.#state.status === 'authenticated') {
      this.#told = notice;
      this.#follow();
    } else if (this.#state.status === 'anonymous' && this.#state.notice !== undefined)
      this.#setState({ ...this.#state, notice });
  }

  async #endAtServer(accessToken: string | undefined): Promise<void> {
    const { storage, requests } = this.#parts;
    storage.setItem(SIGN_OUT_PENDING_KEY, 'yes');
    await requests.signOut(accessToken);
    storage.removeItem(SIGN_OUT_PENDING_KEY);
  }

  #hold(session: GrantedSession, lifetimeSeconds: number): void {
    const usableSeconds = Math.max(lifetimeSeconds - TOKEN_MARGIN_SECONDS, lifetimeSeconds / 2);
    this.#token = { value: session.accessToken, staleAtMs: performance.now() + usableSeconds * 1000 };
    this.#told = undefined;
    const { id, email, role } = session.viewer;
    this.#setState({ status: 'authenticated', viewer: { id, email, role } });
  }

  #end(how: Pick<Anonymous, 'left' | 'notice'>): void {
    this.#epoch += 1;
    this.#token = undefined;
    this.#setState({ status: 'anonymous', ...how });
  }

  #setState(next: SessionState): void {
    this.#state = next;
    for (const listener of [...this.#listeners]) listener();
  }

  #listen(recall: Recall | undefined): void {
    if (this.#listening) return;
    this.#listening = true;
    globalThis.addEventListener('online', () => {
      const isUnknown = this.#state.status === 'loading';
      // What fails once more is tried again at the next return, or the next visit.
      if (isUnknown || this.#isSignOutPending()) this.start(recall).catch(() => undefined);
    });
    this.#parts.channel.subscribe((message) => {
      if (message.type === 'signed-out') this.#end({ left: true });
      if (message.type === 'ended') this.#hearWhyItIsOver(message.notice);
      if (message.type === 'signed-in' && message.viewerId !== this.#state.viewer?.id) this.#follow();
    });
  }

  /** Another tab has another viewer now, and so has the refresh cookie. */
  #follow(): void {
    this.#epoch += 1;
    this.#refreshing = undefined;
    // Nothing is lost when it fails: the next request asks again.
    this.refresh().catch(() => undefined);
  }
}

/** Makes the session of a tab. */
export function createSessionStore(options: SessionStoreOptions): SessionStore {
  return new TabSession(options);
}
