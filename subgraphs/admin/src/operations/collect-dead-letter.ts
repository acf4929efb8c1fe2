import type { QueryResult } from '@mikro-orm/core';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { DeadLetter as ParkedEvent } from '@payloom/messaging/broker';
import { v7 as uuidv7 } from 'uuid';
import { DeadLetter, type StoredTry } from '../entities/dead-letter.entity.ts';
import { recordDeadLetterCollected } from '../events/publishes.ts';

const reasonLengthMax = 2_000;
/** Ends up in an index, where PostgreSQL takes 2,704 bytes at most. */
const indexedLengthMax = 500;
/** Of all the times it failed together; the newest are kept. */
const historyTriesMax = 100;

/** Text that any row can hold, however it came: a letter that cannot be stored would stand before all others. */
function storable(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).replaceAll('\0', '\uFFFD').toWellFormed();
}

function triesOf({ history }: ParkedEvent): StoredTry[] {
  return history.map(({ attempt, at, reason }) => ({
    attempt,
    at: at.toISOString(),
    reason: storable(reason, reasonLengthMax),
  }));
}

/** What the newest failure says of the letter. */
function failureOf(parked: ParkedEvent) {
  const { event, reason, attempts, parkedAt } = parked;
  return { event, reason: storable(reason, reasonLengthMax), attempts, parkedAt };
}

/** Writes the letter down as open. Resolves with it, or with null when there is one of that event and queue already. */
async function insertDeadLetter(em: EntityManager, parked: ParkedEvent): Promise<DeadLetter | null> {
  const letter = em.create(
    DeadLetter,
    {
      id: uuidv7(),
      status: 'OPEN',
      queue: storable(parked.queue, indexedLengthMax),
      eventId: parked.event.id,
      eventType: storable(parked.event.type, indexedLengthMax),
      subject: storable(parked.event.subject, indexedLengthMax),
      ...failureOf(parked),
      timesParked: 1,
      history: triesOf(parked).slice(-historyTriesMax),
    },
    { persist: false },
  );
  const inserted: QueryResult = await em
    .createQueryBuilder(DeadLetter)
    .insert(letter)
    .onConflict(['queue', 'eventId'])
    .ignore()
    .execute('run');
  return inserted.affectedRows === 0 ? null : letter;
}

/** Opens the letter again that is there already. Resolves with null when this very failure is known. */
async function reopenDeadLetter(em: EntityManager, parked: ParkedEvent): Promise<DeadLetter | null> {
  const letter = await em.findOneOrFail(
    DeadLetter,
    { queue: parked.queue, eventId: parked.event.id },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  // The same failure, handed over again because its acknowledgement was lost. Only the very same time says so: clocks of
  // two consumers may differ, and to open a letter once too often is better than to lose one.
  if (letter.parkedAt.getTime() === parked.parkedAt.getTime()) return null;
  Object.assign(letter, {
    ...failureOf(parked),
    status: 'OPEN',
    timesParked: letter.timesParked + 1,
    history: [...letter.history, ...triesOf(parked)].slice(-historyTriesMax),
  });
  return letter;
}

/**
 * Writes down that a consumer gave an event up, with an event of its own, in one commit. One that was replayed or
 * discarded before is open again. A replay under way holds the row: its outcome is written first, this one after it.
 */
export async function collectDeadLetter(em: EntityManager, parked: ParkedEvent): Promise<void> {
  await em.fork().transactional(async (transaction) => {
    const letter =
      (await insertDeadLetter(transaction, parked)) ?? (await reopenDeadLetter(transaction, parked));
    if (letter) recordDeadLetterCollected(transaction, letter);
  });
}
