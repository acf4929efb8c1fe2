import {
  completeSignIn,
  refreshSession,
  SessionRefused,
  signIn,
  signOut,
  type BegunSignIn,
  type GrantedSession,
} from './session-requests.ts';

const renewAheadMs = 30_000;
const renewAgainMs = 5_000;

export type SessionState =
  | { readonly status: 'checking' }
  | { readonly status: 'signed-out'; readonly problem?: string }
  /** Email and password were right, and the account asks for a code besides. */
  | { readonly status: 'code-wanted'; readonly problem?: string }
  | { readonly status: 'signed-in'; readonly email: string; readonly role: string };

const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'Signing in did not work.';

/** Who the explorer asks as. The token stays in memory and is renewed by the cookie before it expires. */
export class ExplorerSession {
  readonly #listeners = new Set<() => void>();
  readonly #viewerListeners = new Set<() => void>();
  #state: SessionState = { status: 'checking' };
  #accessToken: string | null = null;
  #begun: BegunSignIn | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): SessionState => this.#state;

  /** Calls back when somebody else is signed in than before, in another role, or nobody. Returns how to stop. */
  onViewerChange(listener: () => void): () => void {
    this.#viewerListeners.add(listener);
    return () => this.#viewerListeners.delete(listener);
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
      else this.#resumeIn(renewAgainMs);
    }
  }

  async signIn(email: string, password: string): Promise<void> {
    try {
      const outcome = await signIn(email, password);
      if ('challenge' in outcome) {
        this.#begun = outcome;
        this.#become({ status: 'code-wanted' });
      } else this.#enter(outcome);
    } catch (error) {
      this.#leave(sentenceOf(error));
    }
  }

  /** Ends a sign-in that asked for a code. */
  async enterCode(code: string): Promise<void> {
    if (!this.#begun) return;
    try {
      this.#enter(await completeSignIn(this.#begun, code));
    } catch (error) {
      if (error instanceof SessionRefused && error.type === 'ChallengeExpired') this.#leave(error.message);
      else this.#become({ status: 'code-wanted', problem: sentenceOf(error) });
    }
  }

  /** Gives up a sign-in that asked for a code. */
  startOver(): void {
    this.#leave();
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
    this.#begun = null;
    this.#resumeIn(Math.max(lifetimeMs - renewAheadMs, lifetimeMs / 2));
    this.#become({ status: 'signed-in', email, role });
  }

  #resumeIn(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.resume(), delayMs);
  }

  #leave(problem?: string): void {
    this.#accessToken = null;
    this.#begun = null;
    clearTimeout(this.#timer);
    this.#become({ status: 'signed-out', ...(problem === undefined ? {} : { problem }) });
  }

  #become(state: SessionState): void {
    const viewerOf = (each: SessionState) =>
      each.status === 'signed-in' ? `${each.role} ${each.email}` : null;
    const other = viewerOf(state) !== viewerOf(this.#state);
    this.#state = state;
    for (const listener of this.#listeners) listener();
    if (other) for (const listener of this.#viewerListeners) listener();
  }
}
