/** Longer than any part of a file takes to come. */
const SILENCE_MS_MAX = 60_000;

/** Gives up a download of which nothing comes any more: a connection may be gone without a word. */
export class Silence {
  readonly #tooLong = new AbortController();

  /** Of the request, which is aborted after the silence. */
  get signal(): AbortSignal {
    return this.#tooLong.signal;
  }

  /** Waits for the next that comes; who is slow to take it is not waited for. */
  async endedBy<T>(next: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.#tooLong.abort(), SILENCE_MS_MAX);
    try {
      return await next();
    } finally {
      clearTimeout(timer);
    }
  }
}
