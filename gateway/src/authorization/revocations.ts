import { parseEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { BoundedCache } from '../bounded-cache.ts';

/** Far more than end within the life of an access token; of these the one looked at longest ago is forgotten first. */
const entriesMax = 50_000;

/** The events that take access away before the tokens expire. */
export const revokingEventTypes = ['auth.session.ended'] as const;

type RevokingEventType = (typeof revokingEventTypes)[number];

/** Whether the event takes access away. */
export function isRevoking(type: string): type is RevokingEventType {
  return revokingEventTypes.some((each) => each === type);
}

/** Whose access has been taken away, though their tokens have not expired yet. */
export class Revocations {
  readonly #endedSessions = new BoundedCache<string, true>({ entriesMax });
  readonly #listeners = new Set<() => void>();

  /** Takes in one of the revoking events. Throws when it breaks its contract. */
  take(event: EventEnvelope): void {
    const { data } = parseEvent('auth.session.ended', event);
    this.#endedSessions.set(data.sessionId, true);
    for (const listener of [...this.#listeners]) listener();
  }

  /** Whether a token that was issued to this viewer counts no more. */
  refuses({ sessionId }: Viewer): boolean {
    return this.#endedSessions.get(sessionId) === true;
  }

  /** Calls back after each change. Returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
