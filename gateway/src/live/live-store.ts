import type { EventEnvelope } from '@payloom/event-contracts/envelope';

/** An event as a live store keeps it. */
export interface LiveEvent {
  /** Opaque to clients: where in the stream it stands. */
  readonly cursor: string;
  /** Grows along the stream, so that what was read and what was announced can be put in one order. */
  readonly position: number;
  readonly event: EventEnvelope;
}

/** The events after the cursor are not all there any more, or the cursor is none of this store's. */
export class CursorLost extends Error {
  constructor() {
    super('The events after this cursor are not kept');
    this.name = 'CursorLost';
  }
}

/**
 * The port to what keeps the latest events and announces new ones. An audience is `user:<id>` or `role:<ROLE>`; an
 * event reaches a subscriber once, however many of its audiences the subscriber is in.
 */
export interface LiveStore {
  /** Keeps and announces an event; one that is kept already is left alone. Resolves with its cursor. */
  append(audiences: readonly string[], event: EventEnvelope): Promise<string>;
  /** The kept events of these audiences after the cursor, in order. Rejects with CursorLost when some are missing. */
  readAfter(audiences: readonly string[], cursor: string): Promise<readonly LiveEvent[]>;
  /** Calls back with each new event of these audiences, in order. Returns how to stop that. */
  subscribe(audiences: readonly string[], listener: (event: LiveEvent) => void): () => void;
  close(): Promise<void>;
}
