/**
 * Bounds what is kept elsewhere at a time, where each value is kept for no longer than a window: at any moment there is no
 * more than two windows may bring.
 */
export class ByteBudget {
  readonly #bytesMax: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  #window = -1;
  #bytes = 0;

  constructor(bytesMax: number, windowMs: number, now = () => performance.now()) {
    this.#bytesMax = bytesMax;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Whether there is room for so many bytes more; it is taken. */
  take(bytes: number): boolean {
    const window = Math.floor(this.#now() / this.#windowMs);
    if (window !== this.#window) [this.#window, this.#bytes] = [window, 0];
    if (this.#bytes + bytes > this.#bytesMax) return false;
    this.#bytes += bytes;
    return true;
  }
}
