import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import type { Broker, DeadLetter, Handler } from './broker.ts';
import { idsOf, sessionStarted } from './contract-events.fixture.ts';
import { killProcess, makeTestJournal, type TestJournal } from './journal.fixture.ts';

const queue = 'test.sessions.take';
const patterns = ['auth.#'];

describe('processes on one journal', () => {
  let journal: TestJournal;

  beforeEach(async () => {
    journal = await makeTestJournal();
  });
  afterEach(() => journal.dispose());

  /** It tells of each delivery and never finishes one. */
  const startStuckProcess = () =>
    journal.startProcess(
      `const handle = (event) => { process.send({ handling: event.id }); return new Promise(() => {}); };
       await broker.consume({ queue: '${queue}', patterns: ['auth.#'], handle });
       process.send('consuming');`,
    );

  async function publishTo(child: ChildProcess): Promise<EventEnvelope> {
    const event = sessionStarted();
    const taken = once(child, 'message');
    await (await journal.open()).publish([event]);
    expect(await taken).toEqual([{ handling: event.id }, undefined]);
    return event;
  }

  it('hand what a killed one had taken to its successor at once', async () => {
    const child = await startStuckProcess();
    const event = await publishTo(child);
    await killProcess(child);
    const seen: string[] = [];
    const broker = await journal.open();
    await broker.consume({ queue, patterns, handle: async ({ id }) => void seen.push(id) });
    await eventually(() => expect(seen).toEqual([event.id]));
  });

  it('notice that one dies beside them', async () => {
    const child = await startStuckProcess();
    const event = await publishTo(child);
    const seen: string[] = [];
    const broker = await journal.open();
    await broker.consume({ queue, patterns, handle: async ({ id }) => void seen.push(id) });
    expect(await broker.inspect([queue])).toMatchObject([{ waiting: 1, consumers: 2 }]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(seen).toEqual([]);
    await killProcess(child);
    await eventually(() => expect(seen).toEqual([event.id]));
    expect(await broker.inspect([queue])).toMatchObject([{ consumers: 1 }]);
  });

  it('may open one new file all at once', async () => {
    const started = await Promise.all([startStuckProcess(), startStuckProcess(), startStuckProcess()]);
    const broker = await journal.open();
    const heard = Promise.race(started.map((child) => once(child, 'message')));
    await broker.publish([sessionStarted()]);
    expect(await heard).toHaveLength(2);
  });

  it('park the message that ends each of them, and not those beside it', async () => {
    const broker = await journal.open();
    await broker.declare({ queue, patterns });
    const events = Array.from({ length: 7 }, () => sessionStarted());
    const poison = events[3];
    await broker.publish(events);
    const handled = new Set<string>();
    const letters: DeadLetter[] = [];
    await broker.consumeDeadLetters([queue], async (letter) => void letters.push(letter));
    const startDoomedProcess = async () => {
      const child = await journal.startProcess(
        `process.send('started');
         const handle = async ({ id }) => {
           if (id === '${poison?.id}') process.kill(process.pid, 'SIGKILL');
           await new Promise((resolve) => setTimeout(resolve, 50));
           process.send({ handled: id });
         };
         await broker.consume({ queue: '${queue}', patterns: ['auth.#'], attemptsMax: 4, handle });`,
      );
      child.on('message', (message: { handled?: string }) => handled.add(message.handled ?? ''));
      return child;
    };
    let ends = 0;
    let child = await startDoomedProcess();
    while (letters.length === 0) {
      if (child.signalCode !== null) {
        ends += 1;
        child = await startDoomedProcess();
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(ends).toBe(4);
    expect(letters.map(({ event }) => event.id)).toEqual([poison?.id]);
    expect(letters[0]).toMatchObject({ attempts: 4, history: [] });
    expect(letters[0]?.reason).toBe('The process ended during each of the last 4 tries');
    const others = idsOf(events.filter(({ id }) => id !== poison?.id));
    await eventually(() => expect([...handled].toSorted()).toEqual(others.toSorted()));
    expect(await broker.inspect([queue])).toMatchObject([{ waiting: 0, deadLetters: 0 }]);
  }, 60_000);

  /** A message that was under way when three processes ended, one after the other. */
  async function publishSuspect(broker: Broker): Promise<EventEnvelope> {
    const event = sessionStarted();
    await broker.declare({ queue, patterns });
    await broker.publish([event]);
    const database = new DatabaseSync(journal.path);
    database.exec('update message set crashes = 3, attempts = 3');
    database.close();
    return event;
  }

  it.each([
    ['try a message alone after three of them have ended with it, and then the others', 60_000, true],
    ['try the others too while one that is tried alone hangs', 4_000, false],
  ])('%s', async (_, trialTimeMaxMs, isReleased) => {
    const broker = await journal.open({ drainTimeMaxMs: 10, trialTimeMaxMs });
    const suspect = await publishSuspect(broker);
    const released = Promise.withResolvers<void>();
    const seen: string[] = [];
    const handle: Handler = async ({ id }) => {
      seen.push(id);
      if (id === suspect.id) await released.promise;
    };
    await broker.consume({ queue, patterns, handle });
    await eventually(() => expect(seen).toEqual([suspect.id]));
    const other = sessionStarted();
    await broker.publish([other]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seen).toEqual([suspect.id]);
    if (isReleased) released.resolve();
    await eventually(() => expect(seen).toEqual([suspect.id, other.id]));
  });

  it('hand the dead letter that a killed one was collecting to another', async () => {
    const child = await journal.startProcess(
      `const fail = () => Promise.reject(new Error('never'));
       await broker.consume({ queue: '${queue}', patterns: ['auth.#'], attemptsMax: 1, handle: fail });
       const collect = ({ event }) => { process.send({ collecting: event.id }); return new Promise(() => {}); };
       await broker.consumeDeadLetters(['${queue}'], collect);
       process.send('consuming');`,
    );
    const [broker, event] = [await journal.open(), sessionStarted()];
    const taken = once(child, 'message');
    await broker.publish([event]);
    expect(await taken).toEqual([{ collecting: event.id }, undefined]);
    const collected: string[] = [];
    await broker.consumeDeadLetters([queue], async (letter) => void collected.push(letter.event.id));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(collected).toEqual([]);
    await killProcess(child);
    await eventually(() => expect(collected).toEqual([event.id]));
  });
});
