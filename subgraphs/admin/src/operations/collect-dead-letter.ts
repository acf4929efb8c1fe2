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

/** Writes the letter down as open. Resolves with whether it was not known: one for each queue and event. */
async function insertDeadLetter(em: EntityManager, parked: ParkedEvent): Promise<boolean> {
  const inserted: QueryResult = await em
    .createQueryBuilder(DeadLetter)
    .insert({
      id: uuidv7(),
      status: 'OPEN',
      queue: parked.queue,
      eventId: parked.event.id,
      eventType: storable(parked.event.type, indexedLengthMax),
      subject: storable(parked.event.subject, indexedLengthMax),
      ...failureOf(parked),
      timesParked: 1,
      history: triesOf(parked).slice(-historyTriesMax),
    })
    .onConflict(['queue', 'eventId'])
    .ignore()
    .execute('run');
  return inserted.affectedRows > 0;
}

/** Opens the letter again, with what this failure says of it. */
function reopenDeadLetter(letter: DeadLetter, parked: ParkedEvent): void {
  Object.assign(letter, {
    ...failureOf(parked),
    status: 'OPEN',
    timesParked: letter.timesParked + 1,
    history: [...letter.history, ...triesOf(parked)].slice(-historyTriesMax),
  });
}

/**
 * Whether it is the failure that is known, handed over again because its acknowledgement was lost. Only the very same
 * time says so: clocks of two consumers may differ, and to open a letter once too often is better than to lose one.
 */
function isKnownFailure(letter: DeadLetter, { parkedAt }: ParkedEvent): boolean {
  return letter.parkedAt.getTime() === parkedAt.getTime();
}

/** To tell of these would feed itself: whoever cannot handle one would fail at the event about it as well. */
function tellsOfDeadLetter({ eventType }: DeadLetter): boolean {
  return eventType.startsWith('admin.dead-letter.');
}

/**
 * Writes down that a consumer gave an event up, with an event of its own, in one commit. One that was replayed or
 * discarded before is open again. A replay under way holds the row: its outcome is written first, this one after it.
 */
export async function collectDeadLetter(em: EntityManager, parked: ParkedEvent): Promise<void> {
  await em.fork().transactional(async (transaction) => {
    const isNew = await insertDeadLetter(transaction, parked);
    const letter = await transaction.findOneOrFail(
      DeadLetter,
      { queue: parked.queue, eventId: parked.event.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!isNew && isKnownFailure(letter, parked)) return;
    if (!isNew) reopenDeadLetter(letter, parked);
    if (!tellsOfDeadLetter(letter)) recordDeadLetterCollected(transaction, letter);
  });
}
