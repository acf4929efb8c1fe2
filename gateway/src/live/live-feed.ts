import { resyncRequired, subscriberTooSlow } from '../errors.ts';
import { CursorLost, type LiveEvent, type LiveStore } from './live-store.ts';

/** Events that may wait for one subscriber; about 1 kB each, shared with the store while it keeps them. */
export const waitingEventsMax = 1_000;

export interface LiveFeedOptions {
  readonly audiences: readonly string[];
  /** Which of the audiences' events are wanted. */
  readonly wants: (type: string) => boolean;
  /** Begin behind this cursor; without it, begin now. */
  readonly after: string | null;
  readonly waitingEventsMax?: number;
}

/**
 * The events for one subscriber, in order, each once: those behind its cursor, then those that come. It listens before
 * it reads, so that nothing falls between the two.
 */
export class LiveFeed {
  readonly #options: LiveFeedOptions;
  readonly #unsubscribe: () => void;
  /** What was kept behind the cursor, newest first. The store bounds it; it must not count as slowness. */
  #backlog: LiveEvent[] = [];
  #waiting: LiveEvent[] = [];
  #wake: (() => void) | null = null;
  #problem: Error | null = null;
  #closed = false;
  /** The position of the last event taken in, after which the next must stand. */
  #position = 0;
  #lastCursor: string | null;

  private constructor(store: LiveStore, options: LiveFeedOptions) {
    this.#options = options;
    this.#lastCursor = options.after;
    this.#unsubscribe = store.subscribe(options.audiences, (event) => this.#takeIn(event));
  }

  /** Opens a feed. Throws RESYNC_REQUIRED when events behind the cursor are missing. */
  static async open(store: LiveStore, options: LiveFeedOptions): Promise<LiveFeed> {
    const feed = new LiveFeed(store, options);
    if (options.after === null) return feed;
    try {
      feed.#replay(await store.readAfter(options.audiences, options.after));
      return feed;
    } catch (error) {
      feed.close();
      throw error instanceof CursorLost ? resyncRequired() : error;
    }
  }

  /** The cursor of the last event handed out, or the one it began behind. */
  get lastCursor(): string | null {
    return this.#lastCursor;
  }

  /** The next event, or null once closed. Rejects when the feed was ended with a problem. */
  async next(): Promise<LiveEvent | null> {
    for (;;) {
      if (this.#problem) throw this.#problem;
      if (this.#closed) return null;
      const event = this.#backlog.pop() ?? this.#waiting.shift();
      if (event) {
        this.#lastCursor = event.cursor;
        return event;
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Ends the feed: nothing is heard any more and whoever waits is told. */
  close(problem: Error | null = null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#problem = problem;
    this.#backlog = [];
    this.#waiting = [];
    this.#unsubscribe();
    this.#wake?.();
  }

  /** Puts what was kept before what has come meanwhile; an event that is in both comes once. */
  #replay(kept: readonly LiveEvent[]): void {
    const last = kept.at(-1)?.position ?? 0;
    this.#backlog = kept.filter(({ event }) => this.#options.wants(event.type)).reverse();
    this.#waiting = this.#waiting.filter(({ position }) => position > last);
    this.#position = Math.max(this.#position, last);
  }

  #takeIn(event: LiveEvent): void {
    if (this.#closed || event.position <= this.#position || !this.#options.wants(event.event.type)) return;
    this.#position = event.position;
    const max = this.#options.waitingEventsMax ?? waitingEventsMax;
    if (this.#waiting.length >= max) {
      this.close(subscriberTooSlow(max, this.#lastCursor));
      return;
    }
    this.#waiting.push(event);
    this.#wake?.();
  }
}
