import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { queueName, sessionStarted, type BrokerParts } from './contract-events.fixture.ts';

const patterns = ['auth.#'];
const nothing = {
  waiting: 0,
  delayed: 0,
  underWay: 0,
  oldestAt: undefined,
  deadLetters: 0,
  consumers: 0,
};

/** What can be seen of the queues, from any process. */
export function describeInspection({ broker, under }: BrokerParts): void {
  it('counts what waits in a queue, and leaves out a queue that is not there', async () => {
    const [queue, idle] = [queueName('inspect'), queueName('idle')];
    await broker().declare({ queue, patterns }, { queue: idle, patterns: ['payments.#'] });
    await broker().publish([sessionStarted(), sessionStarted()]);
    expect(await broker().inspect([idle, queueName('none'), queue])).toMatchObject([
      { ...nothing, queue: idle },
      { queue, waiting: 2, delayed: 0, underWay: 0, deadLetters: 0, consumers: 0 },
    ]);
  });

  it('counts what a consumer of another process has under way and what it holds back', async () => {
    const queue = queueName('inspect-held');
    const [slow, stuck, behind] = [sessionStarted('a'), sessionStarted('b'), sessionStarted('b')];
    const released = Promise.withResolvers<void>();
    let fails = true;
    const handle = async ({ id }: EventEnvelope) => {
      if (id === slow.id) await released.promise;
      if (id === stuck.id && fails) throw new Error('not yet');
    };
    const [one, other] = [await under().open(), await under().open()];
    await one.consume({ queue, patterns, attemptsMax: 10_000, handle });
    await other.consume({ queue, patterns, attemptsMax: 10_000, handle });
    await broker().publish([slow, stuck, behind]);
    await eventually(async () =>
      expect(await broker().inspect([queue])).toEqual([
        {
          queue,
          waiting: 3,
          delayed: 2,
          underWay: 1,
          oldestAt: new Date(slow.time),
          deadLetters: 0,
          consumers: 2,
        },
      ]),
    );
    fails = false;
    released.resolve();
    await eventually(async () =>
      expect(await broker().inspect([queue])).toEqual([{ ...nothing, queue, consumers: 2 }]),
    );
  });
}
