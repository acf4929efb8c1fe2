import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import type { Broker, Handler } from './broker.ts';
import { describeBrokerContract } from './broker.contract.ts';
import { openEmbeddedBroker } from './embedded-broker.ts';

const fast = { retryDelayBaseMs: 10, retryDelayMaxMs: 50 };

async function makeJournal() {
  const folder = await mkdtemp(join(tmpdir(), 'payloom-journal-'));
  const path = join(folder, 'broker.journal');
  const opened: Broker[] = [];
  const open = async () => {
    const broker = await openEmbeddedBroker({ path, ...fast });
    opened.push(broker);
    return broker;
  };
  const dispose = async () => {
    await Promise.all(opened.map((broker) => broker.close()));
    await rm(folder, { recursive: true, force: true });
  };
  return { path, open, dispose };
}

type TestJournal = Awaited<ReturnType<typeof makeJournal>>;

function sessionStarted(subject: string = uuidv7()): EventEnvelope {
  const data = { userId: uuidv7(), sessionId: uuidv7() };
  return createEvent({ type: 'auth.session.started', subject, data, audience: [], actor: 'system' });
}

describeBrokerContract('the embedded broker', async () => {
  const { open, dispose } = await makeJournal();
  return { open, dispose };
});

describe('the embedded broker', () => {
  let journal: TestJournal;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    journal = await makeJournal();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await journal.dispose();
  });

  /** A process of its own on the same journal; it tells of each delivery and never finishes one. */
  async function startStuckProcess(): Promise<ChildProcess> {
    const program = join(journal.path, '..', 'stuck.ts');
    await writeFile(
      program,
      `import { openEmbeddedBroker } from ${JSON.stringify(join(import.meta.dirname, 'embedded-broker.ts'))};
       const broker = await openEmbeddedBroker({ path: ${JSON.stringify(journal.path)} });
       const handle = (event) => { process.send({ handling: event.id }); return new Promise(() => {}); };
       await broker.consume({ queue: 'test.sessions.take', patterns: ['auth.#'], handle });
       process.send('consuming');`,
    );
    const child = fork(program, { execArgv: ['--disable-warning=ExperimentalWarning'] });
    children.push(child);
    await once(child, 'message');
    return child;
  }

  it('survives its process: a new one finds queues and messages', async () => {
    const first = await journal.open();
    await first.declare({ queue: 'test.sessions.take', patterns: ['auth.#'] });
    const event = sessionStarted();
    await first.publish([event]);
    await first.close();
    const second = await journal.open();
    const seen: EventEnvelope[] = [];
    const handle = async (delivered: EventEnvelope) => void seen.push(delivered);
    await second.consume({ queue: 'test.sessions.take', patterns: ['auth.#'], handle });
    await eventually(() => expect(seen).toEqual([event]));
  });

  it('hands what a killed process had taken to its successor at once', async () => {
    const child = await startStuckProcess();
    const broker = await journal.open();
    const event = sessionStarted();
    const taken = once(child, 'message');
    await broker.publish([event]);
    expect(await taken).toEqual([{ handling: event.id }, undefined]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const seen: string[] = [];
    const handle = async ({ id }: EventEnvelope) => void seen.push(id);
    await broker.consume({ queue: 'test.sessions.take', patterns: ['auth.#'], handle });
    await eventually(() => expect(seen).toEqual([event.id]), { withinMs: 500 });
  });

  it('waits a bounded time for a handler that hangs, and gives its message back', async () => {
    const broker = await openEmbeddedBroker({ path: journal.path, ...fast, drainTimeMaxMs: 30 });
    const event = sessionStarted();
    const started = Promise.withResolvers<void>();
    const hang = () => {
      started.resolve();
      return new Promise<void>(() => undefined);
    };
    const consumer = await broker.consume({
      queue: 'test.sessions.take',
      patterns: ['auth.#'],
      handle: hang,
    });
    await broker.publish([event]);
    await started.promise;
    await consumer.stop();
    const attempts: number[] = [];
    const handle: Handler = async (_event, { attempt }) => void attempts.push(attempt);
    const successor = await journal.open();
    await successor.consume({ queue: 'test.sessions.take', patterns: ['auth.#'], handle });
    await eventually(() => expect(attempts).toEqual([2]));
    await broker.close();
  });

  it('notices a replica that dies beside it', async () => {
    const child = await startStuckProcess();
    const broker = await journal.open();
    const seen: string[] = [];
    const event = sessionStarted('a');
    const taken = once(child, 'message');
    await broker.publish([event]);
    await taken;
    const handle = async ({ id }: EventEnvelope) => void seen.push(id);
    await broker.consume({ queue: 'test.sessions.take', patterns: ['auth.#'], handle });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(seen).toEqual([]);
    child.kill('SIGKILL');
    await eventually(() => expect(seen).toEqual([event.id]), { withinMs: 3_000 });
  });

  it('opens one new file from several processes at once', async () => {
    const started = await Promise.all([startStuckProcess(), startStuckProcess(), startStuckProcess()]);
    const broker = await journal.open();
    const heard = Promise.race(started.map((child) => once(child, 'message')));
    await broker.publish([sessionStarted()]);
    expect(await heard).toHaveLength(2);
  });

  it('unbinds a pattern the queue is declared without', async () => {
    const broker = await journal.open();
    const seen: EventEnvelope[] = [];
    await broker.declare({ queue: 'test.sessions.take', patterns: ['auth.#'] });
    const handle = async (event: EventEnvelope) => void seen.push(event);
    await broker.consume({ queue: 'test.sessions.take', patterns: ['auth.user.registered'], handle });
    await broker.publish([sessionStarted()]);
    const database = new DatabaseSync(journal.path, { readOnly: true });
    expect(database.prepare('select count(*) as messages from message').get()).toEqual({ messages: 0 });
    database.close();
    expect(seen).toEqual([]);
  });

  it('keeps the file small: finished messages are gone', async () => {
    const broker = await journal.open();
    let handled = 0;
    const handle = async () => void (handled += 1);
    await broker.consume({ queue: 'test.sessions.take', patterns: ['auth.#'], handle });
    for (let round = 0; round < 10; round += 1) {
      await broker.publish(Array.from({ length: 200 }, () => sessionStarted()));
      await eventually(() => expect(handled).toBe((round + 1) * 200), { everyMs: 2 });
    }
    await broker.close();
    expect((await stat(journal.path)).size).toBeLessThan(1024 * 1024);
  });

  it('says in a sentence that a file is no journal', async () => {
    await writeFile(journal.path, 'this is not a database, it is a letter to my aunt');
    await expect(journal.open()).rejects.toThrow(/broker journal .* cannot be opened: .*not a database/);
  });

  it('refuses a journal of another version', async () => {
    const database = new DatabaseSync(journal.path);
    database.exec('pragma user_version = 99');
    database.close();
    await expect(journal.open()).rejects.toThrow('schema version 99');
  });
});
