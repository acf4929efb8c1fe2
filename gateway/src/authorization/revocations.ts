import { parseEvent, type EventOf } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { BoundedCache } from '../bounded-cache.ts';

/** Far more than change within the life of an access token; of these the one looked at longest ago is forgotten first. */
const entriesMax = 50_000;

/** A token may have been signed with a role that was read a moment before the change. */
const roleReadAheadMaxMs = 5_000;

/** The events that take access away before the tokens expire. */
export const revokingEventTypes = ['auth.session.ended', 'auth.user.role-changed'] as const;

type RevokingEventType = (typeof revokingEventTypes)[number];

/** Whether the event takes access away. */
export function isRevoking(type: string): type is RevokingEventType {
  return revokingEventTypes.some((each) => each === type);
}

/** What a token says of itself. */
export interface Claim {
  readonly viewer: Viewer;
  readonly issuedAtMs: number;
}

/** Whose access has been taken away, or changed, though their tokens have not expired yet. */
export class Revocations {
  readonly #endedSessions = new BoundedCache<string, true>({ entriesMax });
  readonly #roles = new BoundedCache<string, { role: Viewer['role']; changedAtMs: number }>({ entriesMax });
  readonly #listeners = new Set<() => void>();

  /** Takes in one of the revoking events. Throws when it breaks its contract. */
  take(event: EventEnvelope): void {
    if (event.type === 'auth.user.role-changed') this.#changeRole(parseEvent(event.type, event));
    else this.#endedSessions.set(parseEvent('auth.session.ended', event).data.sessionId, true);
    for (const listener of [...this.#listeners]) listener();
  }

  /** Whether the token counts no more: its session was ended, or it carries a role that its user had before. */
  refuses({ viewer, issuedAtMs }: Claim): boolean {
    if (this.#endedSessions.get(viewer.sessionId)) return true;
    const now = this.#roles.get(viewer.userId);
    if (!now || now.role === viewer.role) return false;
    return issuedAtMs <= now.changedAtMs + roleReadAheadMaxMs;
  }

  /** Calls back after each change. Returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changeRole({ data, time }: EventOf<'auth.user.role-changed'>): void {
    this.#roles.set(data.userId, { role: data.after.role, changedAtMs: Date.parse(time) });
  }
}
