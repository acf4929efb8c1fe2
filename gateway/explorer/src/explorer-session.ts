import { refreshSession, SessionRefused, signIn, signOut, type GrantedSession } from './session-requests.ts';

const renewAheadMs = 30_000;
const renewAgainMs = 5_000;

export type SessionState =
  | { readonly status: 'checking' }
  | { readonly status: 'signed-out'; readonly problem?: string }
  | { readonly status: 'signed-in'; readonly email: string; readonly role: string };

/** Who the explorer asks as. The token stays in memory and is renewed by the cookie before it expires. */
export class ExplorerSession {
  readonly #listeners = new Set<() => void>();
  readonly #viewerListeners = new Set<() => void>();
  #state: SessionState = { status: 'checking' };
  #accessToken: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): SessionState => this.#state;

  /** Calls back when somebody else is signed in than before, or nobody. */
  onViewerChange(listener: () => void): void {
    this.#viewerListeners.add(listener);
  }

  /** What goes with every operation. */
  headers(): Record<string, string> {
    return this.#accessToken === null ? {} : { authorization: `Bearer ${this.#accessToken}` };
  }

  /** Goes on with the session of the browser, if there is one. */
  async resume(): Promise<void> {
    try {
      this.#enter(await refreshSession());
    } catch (error) {
      if (error instanceof SessionRefused || this.#accessToken === null) this.#leave();
      // The graph is away for a moment: the token may well outlive that.
      else this.#timer = setTimeout(() => void this.resume(), renewAgainMs);
    }
  }

  async signIn(email: string, password: string): Promise<void> {
    try {
      this.#enter(await signIn(email, password));
    } catch (error) {
      this.#leave(error instanceof Error ? error.message : 'Signing in did not work.');
    }
  }

  async signOut(): Promise<void> {
    try {
      await signOut();
      this.#leave();
    } catch {
      this.#leave('You are signed out here, but the server could not be told.');
    }
  }

  #enter({ accessToken, email, role, lifetimeMs }: GrantedSession): void {
    this.#accessToken = accessToken;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.resume(), Math.max(lifetimeMs - renewAheadMs, lifetimeMs / 2));
    this.#become({ status: 'signed-in', email, role });
  }

  #leave(problem?: string): void {
    this.#accessToken = null;
    clearTimeout(this.#timer);
    this.#become({ status: 'signed-out', ...(problem === undefined ? {} : { problem }) });
  }

  #become(state: SessionState): void {
    const emailOf = (each: SessionState) => (each.status === 'signed-in' ? each.email : null);
    const other = emailOf(state) !== emailOf(this.#state);
    this.#state = state;
    for (const listener of this.#listeners) listener();
    if (other) for (const listener of this.#viewerListeners) listener();
  }
}
