import { eventually } from '@payloom/testkit/eventually';
import type { Broker, DeadLetter, Handler } from './broker.ts';
import { idsOf, sessionStarted } from './contract-events.fixture.ts';
import { writeJournalOfVersion1 } from './journal-v1.fixture.ts';
import { makeTestJournal, type TestJournal } from './journal.fixture.ts';
import { Journal } from './journal.ts';

const queue = 'test.sessions.take';
const patterns = ['auth.#'];
const owner = 'me';

describe('a journal of version 1', () => {
  let journal: TestJournal;

  beforeEach(async () => {
    journal = await makeTestJournal();
  });
  afterEach(() => journal.dispose());

  const [failed, behind] = [sessionStarted('a'), sessionStarted('a')];
  const [taken, parked] = [sessionStarted('b'), sessionStarted('c')];

  async function openUsedJournal(): Promise<Broker> {
    const messages = [
      { event: failed, head: true, attempts: 2, dueAtMs: Date.now() - 1_000 },
      { event: behind, head: false },
      { event: taken, head: true, attempts: 1, isTaken: true },
    ];
    writeJournalOfVersion1(journal.path, { queue, patterns, messages, deadLetters: [parked] });
    return journal.open();
  }

  it('becomes one of this version with all its messages', async () => {
    const broker = await openUsedJournal();
    const oldestAt = new Date(failed.time);
    expect(await broker.inspect([queue])).toEqual([
      { queue, waiting: 3, delayed: 2, underWay: 0, oldestAt, deadLetters: 1, consumers: 0 },
    ]);
    const [published, redelivered] = [sessionStarted('a'), sessionStarted('a')];
    await broker.publish([published]);
    await broker.redeliver(queue, redelivered);
    const attempts = new Map<string, number>();
    const handle: Handler = async ({ id }, { attempt }) => void attempts.set(id, attempt);
    await broker.consume({ queue, patterns, handle });
    await eventually(() => expect(attempts.size).toBe(5));
    const inOrder = [...attempts].filter(([id]) => id !== taken.id);
    expect(inOrder).toEqual([
      [failed.id, 3],
      [behind.id, 1],
      [published.id, 1],
      [redelivered.id, 1],
    ]);
    expect(attempts.get(taken.id)).toBe(2);
  });

  it('becomes one of this version with its dead letters', async () => {
    const broker = await openUsedJournal();
    const letters: DeadLetter[] = [];
    await broker.consumeDeadLetters([queue], async (letter) => void letters.push(letter));
    await eventually(() => expect(letters).toHaveLength(1));
    expect(letters[0]).toMatchObject({ queue, reason: 'Error: never', attempts: 12, history: [] });
    expect(letters[0]?.event).toEqual(parked);
  });

  it('may be opened by several processes at once', async () => {
    const event = sessionStarted();
    const messages = [{ event, head: true }];
    writeJournalOfVersion1(journal.path, { queue, patterns, messages, deadLetters: [] });
    const inspect = `process.send(await broker.inspect(['${queue}']));`;
    const opened = await Promise.allSettled([1, 2, 3].map(() => journal.startProcess(inspect)));
    expect(opened.map(({ status }) => status)).toEqual(opened.map(() => 'fulfilled'));
    expect(await (await journal.open()).inspect([queue])).toMatchObject([{ waiting: 1 }]);
  });

  it('becomes one of this version though publishing has filled it', async () => {
    const events = Array.from({ length: 500 }, () => sessionStarted());
    const messages = events.map((event) => ({ event, head: true }));
    writeJournalOfVersion1(journal.path, { queue, patterns, messages, deadLetters: [] });
    const broker = await journal.open({ journalPagesMax: 50 });
    await expect(broker.publish(events)).rejects.toThrow(/full/);
    const seen: string[] = [];
    await broker.consume({ queue, patterns, handle: async ({ id }) => void seen.push(id) });
    await eventually(() => expect(seen.toSorted()).toEqual(idsOf(events).toSorted()));
  });
});

describe('a journal that is full to its last page', () => {
  let folder: TestJournal;
  let journal: Journal;
  const events = [sessionStarted('a'), sessionStarted('b')];
  /** Larger than what is kept for outcomes. */
  const history = [{ attempt: 1, at: new Date(), reason: 'x'.repeat(8_000_000) }];
  const failure = { reason: 'Error: never', attempts: 1, history };

  beforeEach(async () => {
    folder = await makeTestJournal();
    journal = new Journal(folder.path, 50);
    journal.declare([{ queue, patterns }]);
    journal.append(events);
  });
  afterEach(async () => {
    journal.close();
    await folder.dispose();
  });

  it('gives a message back without its history rather than not at all', () => {
    const [claim] = journal.claim('others', queue, owner, 1, Date.now());
    journal.postpone(claim?.position ?? 0, owner, failure, 0);
    const claims = journal.claim('others', queue, owner, 9, Date.now());
    const found = claims.map(({ event, attempt, history: tries }) => ({ id: event.id, attempt, tries }));
    expect(found).toContainEqual({ id: claim?.event.id, attempt: 2, tries: [] });
  });

  it('parks a message without its history rather than not at all', () => {
    const [claim] = journal.claim('others', queue, owner, 1, Date.now());
    journal.park(claim?.position ?? 0, owner, failure, Date.now());
    const found = journal.deadLetters.claim([queue], owner, Date.now());
    expect(found?.letter).toMatchObject({ reason: 'Error: never', history: [] });
    expect(found?.letter.event.id).toBe(claim?.event.id);
    expect(journal.inspect([queue])).toMatchObject([{ waiting: 1, deadLetters: 1 }]);
  });
});
