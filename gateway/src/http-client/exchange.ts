import type { RequestText } from './request-text.ts';
import type { HttpResponse } from './response-reader.ts';

/** Not all of an answer came in time. */
export class AnswerTimeout extends Error {
  override readonly name = 'AnswerTimeout';
}

export interface PostOptions extends RequestText {
  /** For everything: to wait for a connection, to connect, to ask and to read. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** A request, and whoever waits for its response until there is none to be had in time or it is wanted no more. */
export class Exchange {
  readonly request: PostOptions;
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (reason: Error) => void;
  readonly #timer: NodeJS.Timeout;
  /** Ends what goes on for it. */
  #giveUp: (() => void) | undefined;
  #isOver = false;

  constructor(
    request: PostOptions,
    resolve: (response: HttpResponse) => void,
    reject: (reason: Error) => void,
  ) {
    this.request = request;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => this.#abandon(new AnswerTimeout()), request.timeoutMs);
    if (request.signal?.aborted) this.handleEvent();
    else request.signal?.addEventListener('abort', this);
  }

  /** Whether nobody waits any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** It goes on over a connection, which this lets go of. */
  begin(giveUp: () => void): void {
    this.#giveUp = giveUp;
  }

  succeed(response: HttpResponse): void {
    if (!this.#finish()) return;
    this.#resolve(response);
  }

  fail(reason: Error): void {
    if (!this.#finish()) return;
    this.#reject(reason);
  }

  /** Of the signal. */
  handleEvent(): void {
    this.#abandon(new DOMException('Nobody waits any more.', 'AbortError'));
  }

  #abandon(reason: Error): void {
    this.fail(reason);
    this.#giveUp?.();
  }

  #finish(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.request.signal?.removeEventListener('abort', this);
    return true;
  }
}
