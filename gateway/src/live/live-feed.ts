import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { resyncRequired, subscriberTooSlow } from '../errors.ts';
import { CursorLost, type LiveEvent, type LiveStore, type Place } from './live-store.ts';

/** Events that may wait for one subscriber; about 1 kB each, shared with the store while it keeps them. */
export const waitingEventsMax = 1_000;

export interface LiveFeedOptions {
  readonly audiences: readonly string[];
  /** Which of the audiences' events are wanted. */
  readonly wants: (type: string, event: EventEnvelope) => boolean;
  /** Begin behind this cursor; without it, begin now. */
  readonly after: string | null;
  readonly waitingEventsMax?: number;
}

/**
 * The events for one subscriber, in order, each once: those behind its cursor, then those that come. It listens before
 * it reads, so that nothing falls between the two; and when the store tells of a gap, it reads again from where it was.
 */
export class LiveFeed {
  readonly #store: LiveStore;
  readonly #options: LiveFeedOptions;
  readonly #ended = new AbortController();
  #stopListening: () => void = () => {};
  /** What was read. A page bounds it; it must not count as slowness. */
  #backlog: LiveEvent[] = [];
  /** What was announced. While the feed is behind, it comes after what has still to be read. */
  #waiting: LiveEvent[] = [];
  /** Up to here everything was taken in, or is not wanted. */
  #tail: Place | null = null;
  #behind = true;
  /** How often something may have been missed: by the store, or because too much was announced while it read. */
  #gaps = 0;
  #wake: (() => void) | null = null;
  #problem: Error | null = null;
  #lastCursor: string | null;

  private constructor(store: LiveStore, options: LiveFeedOptions) {
    this.#store = store;
    this.#options = options;
    this.#lastCursor = options.after;
  }

  /**
   * Opens a feed, a closed one when the signal aborts first. Throws RESYNC_REQUIRED when events behind the cursor are
   * missing.
   */
  static async open(store: LiveStore, options: LiveFeedOptions, signal?: AbortSignal): Promise<LiveFeed> {
    const feed = new LiveFeed(store, options);
    const close = () => feed.close();
    signal?.addEventListener('abort', close);
    try {
      await feed.#begin();
      return feed;
    } catch (error) {
      feed.close();
      if (signal?.aborted) return feed;
      throw error instanceof CursorLost ? resyncRequired() : error;
    } finally {
      signal?.removeEventListener('abort', close);
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
      if (this.#ended.signal.aborted) return null;
      const event = this.#backlog.shift() ?? (this.#behind ? undefined : this.#waiting.shift());
      if (event) {
        this.#lastCursor = event.cursor;
        return event;
      }
      if (this.#behind) await this.#catchUpOrEnd();
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Ends the feed: nothing is heard any more and whoever waits is told. */
  close(problem: Error | null = null): void {
    if (this.#ended.signal.aborted) return;
    this.#problem = problem;
    this.#ended.abort();
    this.#backlog = [];
    this.#waiting = [];
    this.#stopListening();
    this.#wake?.();
  }

  async #begin(): Promise<void> {
    const { audiences, after } = this.#options;
    const { signal } = this.#ended;
    const listener = {
      onEvent: (event: LiveEvent) => this.#takeIn(event),
      onGap: () => this.#fallBehind(),
    };
    const { from, stop } = await this.#store.subscribe(audiences, listener, signal);
    this.#stopListening = stop;
    if (signal.aborted) return stop();
    if (after === null) {
      this.#tail = from;
      this.#lastCursor = from.cursor;
      if (this.#gaps === 0) this.#join();
    } else {
      this.#tail = { cursor: after, position: 0 };
      await this.#catchUp(this.#tail);
    }
  }

  /** Takes in an announcement. One of two audiences comes twice, and what was read may be announced as well. */
  #takeIn(event: LiveEvent): void {
    if (this.#ended.signal.aborted) return;
    if (this.#behind) return this.#setAside(event);
    if (this.#tail && event.position <= this.#tail.position) return;
    // Not the event itself, which would be kept for as long as no other one comes.
    this.#tail = { cursor: event.cursor, position: event.position };
    if (!this.#options.wants(event.event.type, event.event)) return;
    if (this.#waiting.length >= this.#waitingEventsMax) {
      this.close(subscriberTooSlow(this.#waitingEventsMax, this.#lastCursor));
      return;
    }
    this.#waiting.push(event);
    this.#wake?.();
  }

  /** Keeps an announcement for after the reading. Of too many none is kept: the store has them, and it is read again. */
  #setAside(event: LiveEvent): void {
    if (!this.#options.wants(event.event.type, event.event)) return;
    if (this.#waiting.length >= this.#waitingEventsMax) {
      this.#waiting = [];
      this.#gaps += 1;
    }
    this.#waiting.push(event);
  }

  #fallBehind(): void {
    // What waits came before the gap, and is handed out before what is read now.
    if (!this.#behind) {
      this.#backlog.push(...this.#waiting);
      this.#waiting = [];
    }
    this.#behind = true;
    this.#gaps += 1;
    this.#wake?.();
  }

  async #catchUpOrEnd(): Promise<void> {
    try {
      if (this.#tail) await this.#catchUp(this.#tail);
    } catch (error) {
      if (error instanceof CursorLost) this.close(resyncRequired());
      else this.close(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Reads the next page. After the last one, goes on with what was announced meanwhile. */
  async #catchUp({ cursor }: Place): Promise<void> {
    const gaps = this.#gaps;
    const page = await this.#store.readAfter(this.#options.audiences, cursor, this.#ended.signal);
    if (this.#ended.signal.aborted) return;
    this.#backlog.push(...page.events.filter(({ event }) => this.#options.wants(event.type, event)));
    this.#tail = page.end;
    if (page.complete && gaps === this.#gaps) this.#join();
  }

  #join(): void {
    const announced = this.#waiting;
    this.#waiting = [];
    this.#behind = false;
    for (const event of announced) this.#takeIn(event);
  }

  get #waitingEventsMax(): number {
    return this.#options.waitingEventsMax ?? waitingEventsMax;
  }
}
