import type { QueryResult } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { InboxEntry } from './inbox-entry.entity.ts';

/** Longer than any event waits in an outbox, a queue or a dead letter that somebody still cares for. */
const inboxKeptDays = 90;

/**
 * Runs `effect` and writes the inbox row in one transaction. An event the queue has seen before is skipped; when two
 * deliveries meet, the second waits for the first and is then skipped. Resolves with whether the effect took place.
 */
export function handleOnce(
  em: EntityManager,
  queue: string,
  event: Pick<EventEnvelope, 'id'>,
  effect: (em: EntityManager) => Promise<void>,
): Promise<boolean> {
  return em.fork().transactional(async (transaction) => {
    const inserted: QueryResult = await transaction
      .createQueryBuilder(InboxEntry)
      .insert({ queue, eventId: event.id, handledAt: new Date() })
      .onConflict()
      .ignore()
      .execute('run');
    if (inserted.affectedRows === 0) return false;
    await effect(transaction);
    return true;
  });
}

/** Forgets inbox rows so old that no duplicate can come any more. */
export async function forgetOldInboxEntries(em: EntityManager, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - inboxKeptDays * 24 * 60 * 60 * 1_000);
  return em.fork().nativeDelete(InboxEntry, { handledAt: { $lt: before } });
}
