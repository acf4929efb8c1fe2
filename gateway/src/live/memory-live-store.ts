import { randomBytes } from 'node:crypto';
import { audienceOf, type EventEnvelope } from '@payloom/event-contracts/envelope';
import { decodeCursor, encodeCursor } from './cursor.ts';
import {
  CursorLost,
  notWithinMs,
  type Listening,
  type LiveEvent,
  type LiveListener,
  type LivePage,
  type LiveStore,
  type Place,
} from './live-store.ts';

const bounds = {
  /** Of all audiences together. */
  keptEventsMax: 10_000,
  pageEventsMax: 200,
};

interface KeptEvent extends LiveEvent {
  readonly audiences: readonly string[];
  readonly keptAtMs: number;
}

/**
 * Keeps the latest events in this process, for an installation with one gateway. A restart forgets them, which shows: a
 * cursor names the store that gave it, and another store refuses it.
 */
export class MemoryLiveStore implements LiveStore {
  readonly #epoch = randomBytes(6).toString('base64url');
  readonly #bounds: typeof bounds;
  readonly #listeners = new Map<string, Set<LiveListener>>();
  readonly #cursorsByEventId = new Map<string, string>();
  /**
   * Positions run without gaps: the event at `position` is at `position - first position` here. They begin with the time, so
   * that those of another process that was here before are lower.
   */
  #kept: KeptEvent[] = [];
  #nextPosition = Date.now() * 1_000;
  /** Asked for with each answer, and seldom another. */
  #recent: Place | undefined;

  constructor(changes: Partial<typeof bounds> = {}) {
    this.#bounds = { ...bounds, ...changes };
  }

  get listenerCount(): number {
    const listeners = new Set<LiveListener>();
    for (const each of this.#listeners.values()) for (const listener of each) listeners.add(listener);
    return listeners.size;
  }

  async append(events: readonly EventEnvelope[]): Promise<string[]> {
    return events.map((event) => this.#cursorsByEventId.get(event.id) ?? this.#append(event));
  }

  async readAfter(audiences: readonly string[], cursor: string): Promise<LivePage> {
    const after = decodeCursor(cursor);
    const first = this.#nextPosition - this.#kept.length;
    if (after?.epoch !== this.#epoch) throw new CursorLost();
    if (after.position < first - 1 || after.position >= this.#nextPosition) throw new CursorLost();
    const events = this.#kept
      .slice(after.position + 1 - first)
      .filter((kept) => kept.audiences.some((audience) => audiences.includes(audience)));
    const page = events.slice(0, this.#bounds.pageEventsMax);
    const complete = page.length === events.length;
    return { events: page, complete, end: (complete ? null : page.at(-1)) ?? this.#end };
  }

  recentPlace(): Place {
    const longAgoMs = performance.now() - notWithinMs;
    const before = this.#kept.findLastIndex(({ keptAtMs }) => keptAtMs < longAgoMs);
    const position = this.#nextPosition - this.#kept.length + before;
    if (this.#recent?.position !== position) this.#recent = this.#placeOf(position);
    return this.#recent;
  }

  async subscribe(audiences: readonly string[], listener: LiveListener): Promise<Listening> {
    for (const audience of audiences) {
      const listeners = this.#listeners.get(audience) ?? new Set();
      this.#listeners.set(audience, listeners.add(listener));
    }
    const stop = () => {
      for (const audience of audiences) {
        const listeners = this.#listeners.get(audience);
        listeners?.delete(listener);
        if (listeners?.size === 0) this.#listeners.delete(audience);
      }
    };
    return { from: this.#end, stop };
  }

  async ping(): Promise<boolean> {
    return true;
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#cursorsByEventId.clear();
    this.#kept = [];
  }

  get #end(): Place {
    return this.#placeOf(this.#nextPosition - 1);
  }

  #append(event: EventEnvelope): string {
    const audiences = audienceOf(event);
    const kept = { ...this.#placeOf(this.#nextPosition), event, audiences, keptAtMs: performance.now() };
    this.#nextPosition += 1;
    this.#kept.push(kept);
    this.#cursorsByEventId.set(event.id, kept.cursor);
    this.#forgetOldest();
    const reached = new Set(audiences.flatMap((audience) => [...(this.#listeners.get(audience) ?? [])]));
    for (const listener of reached) listener.onEvent(kept);
    return kept.cursor;
  }

  /** Lets a tenth go at a time: to shift the whole list for each event would cost more than to keep some longer. */
  #forgetOldest(): void {
    const { keptEventsMax } = this.#bounds;
    if (this.#kept.length <= keptEventsMax * 1.1) return;
    const gone = this.#kept.length - keptEventsMax;
    for (const { event } of this.#kept.slice(0, gone)) this.#cursorsByEventId.delete(event.id);
    this.#kept = this.#kept.slice(gone);
  }

  #placeOf(position: number): Place {
    return { position, cursor: encodeCursor({ epoch: this.#epoch, position }) };
  }
}
