import { stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import type { DeadLetter, Handler } from './broker.ts';
import { describeBrokerContract } from './broker.contract.ts';
import { idsOf, sessionsOf, sessionStarted, walletOpened } from './contract-events.fixture.ts';
import { makeTestJournal, type TestJournal } from './journal.fixture.ts';

const queue = 'test.sessions.take';
const patterns = ['auth.#'];

describeBrokerContract('the embedded broker', makeTestJournal);

describe('the embedded broker', () => {
  let journal: TestJournal;

  beforeEach(async () => {
    journal = await makeTestJournal();
  });
  afterEach(() => journal.dispose());

  it('survives its process: a new one finds queues and messages', async () => {
    const first = await journal.open();
    await first.declare({ queue, patterns });
    const event = sessionStarted();
    await first.publish([event]);
    await first.close();
    const second = await journal.open();
    const seen: EventEnvelope[] = [];
    await second.consume({ queue, patterns, handle: async (delivered) => void seen.push(delivered) });
    await eventually(() => expect(seen).toEqual([event]));
  });

  it('waits a bounded time for a handler that hangs, and gives its message back', async () => {
    const broker = await journal.open({ drainTimeMaxMs: 30 });
    const event = sessionStarted();
    const started = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const hang = async () => {
      started.resolve();
      await released.promise;
      throw new Error('much too late');
    };
    const consumer = await broker.consume({ queue, patterns, handle: hang });
    await broker.publish([event]);
    await started.promise;
    await consumer.stop();
    const attempts: number[] = [];
    const handle: Handler = async (_event, { attempt }) => {
      attempts.push(attempt);
      // What the first one comes to now is nobody's business any more, though the message is in the same process.
      released.resolve();
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await broker.consume({ queue, patterns, handle });
    await eventually(async () => expect(await broker.inspect([queue])).toMatchObject([{ waiting: 0 }]));
    expect(attempts).toEqual([2]);
  });

  it('gives messages back that it has not begun with as if it had not taken them', async () => {
    const broker = await journal.open({ concurrencyMax: 1 });
    const events = [sessionStarted(), sessionStarted(), sessionStarted()];
    await broker.declare({ queue, patterns });
    await broker.publish(events);
    const [started, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const consumer = await broker.consume({
      queue,
      patterns,
      handleBatch: () => Promise.reject(new Error('one of them')),
      handle: async () => {
        started.resolve();
        await released.promise;
      },
    });
    await started.promise;
    const stopped = consumer.stop();
    released.resolve();
    await stopped;
    const attempts: [string, number][] = [];
    const handle: Handler = async ({ id }, { attempt }) => void attempts.push([id, attempt]);
    await broker.consume({ queue, patterns, handle });
    await eventually(() => expect(attempts).toEqual(events.slice(1).map(({ id }) => [id, 1])));
  });

  it('has a number of tries for all queues that do not say their own', async () => {
    const broker = await journal.open({ attemptsMax: 2 });
    const handle = () => Promise.reject(new Error('never'));
    await broker.consume({ queue, patterns, handle });
    await broker.consume({ queue: 'test.sessions.insist', patterns, attemptsMax: 3, handle });
    await broker.publish([sessionStarted()]);
    const letters: Record<string, number> = {};
    const collect = async (letter: DeadLetter) => void (letters[letter.queue] = letter.attempts);
    await broker.consumeDeadLetters([queue, 'test.sessions.insist'], collect);
    await eventually(() => expect(letters).toEqual({ [queue]: 2, 'test.sessions.insist': 3 }));
  });

  it('remembers the last twenty tries of a message', async () => {
    const broker = await journal.open({ retryDelayMaxMs: 1 });
    const handle: Handler = (_event, { attempt }) => Promise.reject(new Error(`no ${attempt}`));
    await broker.consume({ queue, patterns, attemptsMax: 25, handle });
    await broker.publish([sessionStarted()]);
    const letters: DeadLetter[] = [];
    await broker.consumeDeadLetters([queue], async (letter) => void letters.push(letter));
    await eventually(() => expect(letters).toMatchObject([{ attempts: 25, reason: 'Error: no 25' }]));
    const tries = Array.from({ length: 20 }, (_, at) => ({ attempt: at + 6, reason: `Error: no ${at + 6}` }));
    expect(letters[0]?.history).toMatchObject(tries);
  });

  it('hands each dead letter to one of several collectors', async () => {
    const broker = await journal.open();
    const fail = () => Promise.reject(new Error('never'));
    await broker.consume({ queue, patterns, attemptsMax: 1, handle: fail });
    const events = Array.from({ length: 20 }, () => sessionStarted());
    const collected: string[] = [];
    const collectors = [broker, await journal.open(), await journal.open()];
    for (const each of collectors) {
      await each.consumeDeadLetters([queue], async ({ event }) => {
        collected.push(event.id);
        await new Promise((resolve) => setTimeout(resolve, 3));
      });
    }
    await broker.publish(events);
    await eventually(async () =>
      expect(await broker.inspect([queue])).toMatchObject([{ deadLetters: 0, waiting: 0 }]),
    );
    expect(collected.toSorted()).toEqual(idsOf(events).toSorted());
  });

  it('unbinds a pattern the queue is declared without, and lets go of what it had brought', async () => {
    const broker = await journal.open();
    const seen: EventEnvelope[] = [];
    await broker.declare({ queue, patterns: ['#'] });
    const [session, wallet] = [sessionStarted('a'), walletOpened('a')];
    await broker.publish([session, wallet]);
    await broker.declare({ queue, patterns: ['payments.#'] });
    await broker.publish([sessionStarted('a')]);
    expect(await broker.inspect([queue])).toMatchObject([{ waiting: 2 }]);
    const handle: Handler = async (event) => void seen.push(event);
    await broker.consume({ queue, patterns: ['payments.#'], handle });
    await eventually(async () => expect(await broker.inspect([queue])).toMatchObject([{ waiting: 0 }]));
    expect(seen).toEqual([wallet]);
  });

  it('keeps the file small: finished messages are gone', async () => {
    const broker = await journal.open();
    let handled = 0;
    await broker.consume({ queue, patterns, handle: async () => void (handled += 1) });
    for (let round = 0; round < 10; round += 1) {
      await broker.publish(Array.from({ length: 200 }, () => sessionStarted()));
      await eventually(() => expect(handled).toBe((round + 1) * 200), { everyMs: 2 });
    }
    await broker.close();
    expect((await stat(journal.path)).size).toBeLessThan(1024 * 1024);
  });

  it('counts on no call that overlaps one which failed: a later event is not stored without the earlier', async () => {
    const broker = await journal.open({ journalPagesMax: 100 });
    await broker.declare({ queue, patterns });
    const [first, ...later] = sessionsOf('one-subject', 3);
    const tooLarge = { ...sessionStarted('one-subject'), data: { text: 'x'.repeat(1_000_000) } };
    const failing = broker.publish([tooLarge]);
    const overlapping = later.map((event) => broker.publish([event]));
    const soon = Promise.resolve().then(() => broker.publish(later));
    const outcomes = await Promise.allSettled([failing, ...overlapping, soon]);
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'rejected'));
    expect(await broker.inspect([queue])).toMatchObject([{ waiting: 0 }]);
    await eventually(() => broker.publish(first ? [first, ...later] : []));
    expect(await broker.inspect([queue])).toMatchObject([{ waiting: 3 }]);
  });

  it('takes events again once consumers have made room in a full journal', async () => {
    const broker = await journal.open({ journalPagesMax: 100 });
    await broker.declare({ queue, patterns });
    const stored: string[] = [];
    const fill = async () => {
      for (;;) {
        const events = Array.from({ length: 20 }, () => sessionStarted());
        await broker.publish(events);
        stored.push(...idsOf(events));
      }
    };
    await expect(fill()).rejects.toThrow(/full/);
    expect(stored.length).toBeGreaterThan(100);
    const handled: string[] = [];
    const handle: Handler = async ({ id }, { attempt }) => {
      if (attempt === 1) throw new Error('a reason of some length: '.repeat(20));
      handled.push(id);
    };
    await broker.consume({ queue, patterns, handle });
    await eventually(() => expect(handled.toSorted()).toEqual(stored.toSorted()));
    await broker.publish([sessionStarted()]);
  });

  it('says in a sentence that a file is no journal', async () => {
    await writeFile(journal.path, 'this is not a database, it is a letter to my aunt');
    await expect(journal.open()).rejects.toThrow(/broker journal .* cannot be opened: .*not a database/);
  });

  it('refuses a journal of a version to come', async () => {
    const database = new DatabaseSync(journal.path);
    database.exec('pragma user_version = 99');
    database.close();
    await expect(journal.open()).rejects.toThrow('schema version 99');
  });
});
