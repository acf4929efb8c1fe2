import type { EventEnvelope } from '@payloom/event-contracts/envelope';

/** Where in the stream something stands. */
export interface Place {
  /** Opaque to clients. */
  readonly cursor: string;
  /** Grows along the stream, so that what was read and what was announced can be put in one order. */
  readonly position: number;
}

/** An event as a live store keeps it. */
export interface LiveEvent extends Place {
  readonly event: EventEnvelope;
}

/** Some of the kept events behind a cursor, in order. */
export interface LivePage {
  readonly events: readonly LiveEvent[];
  /** Behind this, nothing has been read yet. */
  readonly end: Place;
  /** Whether nothing stood behind the page's end when it was read. */
  readonly complete: boolean;
}

export interface LiveListener {
  /** Called with each new event of the audiences, in order; one of several of them may come several times. */
  onEvent(event: LiveEvent): void;
  /** Events may have come unheard. What stands behind the last one has to be read; the next ones are heard again. */
  onGap(): void;
}

export interface Listening {
  /** Everything behind this place is heard, or told of as a gap. */
  readonly from: Place;
  stop(): void;
}

/** The events after the cursor are not all there any more, or the cursor is none of this store's. */
export class CursorLost extends Error {
  constructor() {
    super('The events after this cursor are not kept');
    this.name = 'CursorLost';
  }
}

/**
 * Nobody is answered with what was read longer ago: a read that others wait for is joined for a shorter time. So what stands
 * before a place of so long ago is in every answer.
 */
export const notWithinMs = 50;

/**
 * The port to what keeps the latest events and announces new ones. An event's audiences are `user:<id>` and
 * `role:<ROLE>` entries. Where the store is away for a while, the calls wait for it: until it is back, the signal aborts
 * or the store is closed.
 */
export interface LiveStore {
  /** Subscriptions there are now. */
  readonly listenerCount: number;
  /** Keeps and announces events, in order; one that is kept already is left alone. Resolves with their cursors. */
  append(events: readonly EventEnvelope[], signal?: AbortSignal): Promise<string[]>;
  /** The first kept events of these audiences behind the cursor. Rejects with CursorLost when some are missing. */
  readAfter(audiences: readonly string[], cursor: string, signal?: AbortSignal): Promise<LivePage>;
  /**
   * A place of a moment ago: everything that happens from now on stands behind it, and so does what happened within the last
   * `notWithinMs`. Null while the store has not been reached yet.
   */
  recentPlace(): Place | null;
  /** Resolves once every new event of these audiences is heard; some may be heard before that. */
  subscribe(audiences: readonly string[], listener: LiveListener, signal?: AbortSignal): Promise<Listening>;
  /** Whether it can take and announce events now. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}
