import { randomBytes } from 'node:crypto';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { CursorLost, type LiveEvent, type LiveStore } from './live-store.ts';

const keptEventsMax = 10_000;

interface KeptEvent extends LiveEvent {
  readonly audiences: readonly string[];
}

type Listener = (event: LiveEvent) => void;

/**
 * Keeps the latest events in this process. A restart forgets them, which shows: a cursor names the store that gave it,
 * and another store refuses it.
 */
export class MemoryLiveStore implements LiveStore {
  readonly #epoch = randomBytes(6).toString('base64url');
  readonly #eventsMax: number;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #cursorsByEventId = new Map<string, string>();
  /** Positions run without gaps: the event at `position` is at `position - first position` here. */
  #kept: KeptEvent[] = [];
  #nextPosition = 1;

  constructor(eventsMax = keptEventsMax) {
    this.#eventsMax = eventsMax;
  }

  /** Subscriptions there are now. */
  get listenerCount(): number {
    const listeners = new Set<Listener>();
    for (const each of this.#listeners.values()) for (const listener of each) listeners.add(listener);
    return listeners.size;
  }

  async append(audiences: readonly string[], event: EventEnvelope): Promise<string> {
    const known = this.#cursorsByEventId.get(event.id);
    if (known !== undefined) return known;
    const position = this.#nextPosition;
    this.#nextPosition += 1;
    const kept = { cursor: this.#cursorOf(position), position, event, audiences };
    this.#kept.push(kept);
    this.#cursorsByEventId.set(event.id, kept.cursor);
    this.#forgetOldest();
    const reached = new Set(audiences.flatMap((audience) => [...(this.#listeners.get(audience) ?? [])]));
    for (const listener of reached) listener(kept);
    return kept.cursor;
  }

  async readAfter(audiences: readonly string[], cursor: string): Promise<readonly LiveEvent[]> {
    const position = this.#positionOf(cursor);
    const first = this.#nextPosition - this.#kept.length;
    if (position === null || position < first - 1 || position >= this.#nextPosition) throw new CursorLost();
    return this.#kept
      .slice(position + 1 - first)
      .filter((kept) => kept.audiences.some((audience) => audiences.includes(audience)));
  }

  subscribe(audiences: readonly string[], listener: Listener): () => void {
    for (const audience of audiences) {
      const listeners = this.#listeners.get(audience) ?? new Set();
      this.#listeners.set(audience, listeners.add(listener));
    }
    return () => {
      for (const audience of audiences) {
        const listeners = this.#listeners.get(audience);
        listeners?.delete(listener);
        if (listeners?.size === 0) this.#listeners.delete(audience);
      }
    };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#cursorsByEventId.clear();
    this.#kept = [];
  }

  /** Lets a tenth go at a time: to shift the whole list for each event would cost more than to keep some longer. */
  #forgetOldest(): void {
    if (this.#kept.length <= this.#eventsMax * 1.1) return;
    const gone = this.#kept.length - this.#eventsMax;
    for (const { event } of this.#kept.slice(0, gone)) this.#cursorsByEventId.delete(event.id);
    this.#kept = this.#kept.slice(gone);
  }

  #cursorOf(position: number): string {
    return Buffer.from(`${this.#epoch}:${position}`).toString('base64url');
  }

  #positionOf(cursor: string): number | null {
    const [epoch, position] = Buffer.from(cursor, 'base64url').toString().split(':');
    return epoch === this.#epoch && /^\d{1,15}$/.test(position ?? '') ? Number(position) : null;
  }
}
