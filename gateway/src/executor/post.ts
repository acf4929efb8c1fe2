import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** Not all of an answer came in time. */
export class AnswerTimeout extends Error {
  override readonly name = 'AnswerTimeout';
}

export interface PostOptions {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For everything: to connect, to ask and to read. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** An HTTP response, whatever its status. */
export interface PostAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Sends a POST and reads the answer. Through undici's dispatcher, since a stream, a deadline and a signal of its own for each
 * request take longer than all the rest of it. Rejects with an AnswerTimeout, an AbortError or what the connection says.
 */
export function post(pool: Dispatcher, options: PostOptions): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const exchange = new Exchange(options, resolve, reject);
    const { path, headers, body } = options;
    pool.dispatch({ method: 'POST', path, headers, body }, exchange);
  });
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: PostAnswer) => void;
  readonly #reject: (reason: Error) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #onAbort = () => this.#end(new DOMException('Nobody waits any more.', 'AbortError'));
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  /** Why it was given up, from then on. */
  #ended: Error | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};

  constructor(
    { timeoutMs, signal }: PostOptions,
    resolve: (answer: PostAnswer) => void,
    reject: (reason: Error) => void,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#signal = signal;
    this.#timer = setTimeout(() => this.#end(new AnswerTimeout()), timeoutMs);
    if (signal?.aborted) this.#onAbort();
    else signal?.addEventListener('abort', this.#onAbort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It waited for a connection while it was given up.
    if (this.#ended) controller.abort(this.#ended);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#letGo();
    const [first] = this.#chunks;
    const whole = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, headers: this.#headers, text: whole.toString() });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#letGo();
    this.#reject(this.#ended ?? error);
  }

  #end(reason: Error): void {
    this.#letGo();
    this.#ended = reason;
    this.#reject(reason);
    this.#controller?.abort(reason);
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}
