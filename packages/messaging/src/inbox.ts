import type { QueryResult } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';

/** Longer than any event waits in an outbox, a queue or a dead letter that somebody still cares for. */
const inboxKeptDays = 90;
const forgottenAtOnceRowsMax = 10_000;

/*
 * One statement for any number of events. An id that stands in the list twice, or that another transaction writes at the
 * same time, is inserted once and returned once. Ids in their order: of two batches that share events, neither waits for
 * the other while the other waits for it.
 */
const insertNewSql = `
  insert into inbox (queue, event_id, handled_at)
  select ?, id, now() from unnest(string_to_array(?, ',')::uuid[]) as id order by id
  on conflict do nothing
  returning event_id`;

const forgetOldSql = `
  delete from inbox where ctid in (select ctid from inbox where handled_at < ? limit ${forgottenAtOnceRowsMax})`;

type Effect = (event: EventEnvelope, em: EntityManager) => Promise<void>;

/**
 * Has the effect of several events and writes their inbox rows in one transaction: all or nothing. An event the queue has
 * seen before, in this batch or an earlier one, is skipped; when two deliveries meet, the second waits for the first and
 * is then skipped. Resolves with the events that took effect, in the order they did.
 */
export function handleAllOnce(
  em: EntityManager,
  queue: string,
  events: readonly EventEnvelope[],
  effect: Effect,
): Promise<EventEnvelope[]> {
  return em.fork().transactional(async (transaction) => {
    const ids = events.map(({ id }) => id).join(',');
    const inserted = await transaction.execute<{ event_id: string }[]>(insertNewSql, [queue, ids]);
    const unseen = new Set(inserted.map(({ event_id: id }) => id));
    const fresh = events.filter(({ id }) => unseen.delete(id));
    // Subject by subject, in the same order everywhere, so that two batches lock what they share in the same order.
    // Sorting is stable: the events of one subject keep theirs.
    fresh.sort((one, other) => (one.subject < other.subject ? -1 : Number(one.subject > other.subject)));
    for (const event of fresh) await effect(event, transaction);
    return fresh;
  });
}

/** As `handleAllOnce` for one event. Resolves with whether its effect took place. */
export async function handleOnce(
  em: EntityManager,
  queue: string,
  event: EventEnvelope,
  effect: (em: EntityManager) => Promise<void>,
): Promise<boolean> {
  const fresh = await handleAllOnce(em, queue, [event], (_, transaction) => effect(transaction));
  return fresh.length > 0;
}

/** Forgets inbox rows so old that no duplicate can come any more. Resolves with how many there were. */
export async function forgetOldInboxEntries(em: EntityManager, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - inboxKeptDays * 24 * 60 * 60 * 1_000);
  let forgotten = 0;
  for (;;) {
    // In parts, so that no statement holds a great many rows.
    const { affectedRows }: QueryResult = await em.fork().execute(forgetOldSql, [before], 'run');
    forgotten += affectedRows;
    if (affectedRows < forgottenAtOnceRowsMax) return forgotten;
  }
}
