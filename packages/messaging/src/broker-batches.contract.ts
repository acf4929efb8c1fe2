import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { idsOf, queueName, sessionsOf, type BrokerParts } from './contract-events.fixture.ts';

const patterns = ['auth.#'];
const subjects = ['a', 'b', 'c'];

/** Events of three subjects, taken in turns. */
function interleaved(each: number): EventEnvelope[] {
  const lists = subjects.map((subject) => sessionsOf(subject, each));
  return Array.from({ length: each }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

const idsBySubject = (events: readonly EventEnvelope[]) =>
  Object.fromEntries(subjects.map((each) => [each, idsOf(events.filter(({ subject }) => subject === each))]));

/** Several events in one call. */
export function describeBatches({ broker }: BrokerParts): void {
  it('hands several events to one call, no more than asked for, each subject in order', async () => {
    const queue = queueName('batches');
    await broker().declare({ queue, patterns });
    const events = interleaved(20);
    await broker().publish(events);
    const seen: EventEnvelope[] = [];
    const sizes: number[] = [];
    const handleBatch = async (batch: readonly EventEnvelope[]) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      sizes.push(batch.length);
      seen.push(...batch);
    };
    const handle = async (event: EventEnvelope) => void seen.push(event);
    await broker().consume({ queue, patterns, handle, handleBatch, batchSizeMax: 16 });
    await eventually(() => expect(seen).toHaveLength(events.length));
    expect(idsBySubject(seen)).toEqual(idsBySubject(events));
    expect(Math.max(...sizes)).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16);
  });

  it('hands the events of a rejected batch over one by one, in order, and retries only the one that fails', async () => {
    const queue = queueName('rejected-batch');
    await broker().declare({ queue, patterns });
    const events = interleaved(6);
    const bad = events[3];
    await broker().publish(events);
    const seen: EventEnvelope[] = [];
    const attempts: number[] = [];
    const handleBatch = async (batch: readonly EventEnvelope[]) => {
      if (batch.some(({ id }) => id === bad?.id)) throw new Error('all or nothing');
      seen.push(...batch);
    };
    const handle = async (event: EventEnvelope, { attempt }: { attempt: number }) => {
      if (event.id === bad?.id) attempts.push(attempt);
      if (event.id === bad?.id && attempt < 3) throw new Error('not yet');
      seen.push(event);
    };
    await broker().consume({ queue, patterns, handle, handleBatch, batchSizeMax: 100 });
    await eventually(() => expect(seen).toHaveLength(events.length));
    expect(idsBySubject(seen)).toEqual(idsBySubject(events));
    expect(attempts).toEqual([1, 2, 3]);
  });
}
