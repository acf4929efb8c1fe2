import type { EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import type { Context } from '../context.ts';
import type { DeadLetter } from '../entities/dead-letter.entity.ts';
import { recordDeadLetterDiscarded, recordDeadLetterReplayed, type Cause } from '../events/publishes.ts';
import { addAuditEntry } from './add-audit-entry.ts';

export interface ResolvedDeadLetters {
  /** Those it was done to. */
  deadLetters: DeadLetter[];
  /** Ids of those it was not done to. */
  skipped: string[];
}

/** The viewer as the one who does it. */
export function causeOf(context: Pick<Context, 'viewer' | 'clientAddress'>): Cause {
  return { actor: requireViewer(context).userId, clientAddress: context.clientAddress };
}

/** Marks a dead letter in the transaction of `em`, which holds its row; a `discardReason` makes it discarded. */
export function resolveDeadLetter(
  em: EntityManager,
  letter: DeadLetter,
  cause: Cause,
  discardReason: string | null = null,
): void {
  const { queue, eventId, eventType, status } = letter;
  const before = { queue, eventId, eventType, status };
  letter.status = discardReason === null ? 'REPLAYED' : 'DISCARDED';
  letter.resolvedAt = new Date();
  letter.resolvedById = cause.actor;
  letter.discardReason = discardReason;

  const event =
    discardReason === null
      ? recordDeadLetterReplayed(em, letter, cause)
      : recordDeadLetterDiscarded(em, letter, discardReason, cause);
  const after = { ...before, status: letter.status, ...(discardReason === null ? {} : { discardReason }) };
  // Not by the queue of the audit log, which leaves out this subgraph's own events: an entry in the same commit.
  addAuditEntry(em, event, { before, after });
}
