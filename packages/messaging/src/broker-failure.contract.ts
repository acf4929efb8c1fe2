import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { UnhandleableEvent, type Broker, type DeadLetter } from './broker.ts';
import {
  idsOf,
  queueName,
  sessionStarted,
  walletOpened,
  type BrokerParts,
} from './contract-events.fixture.ts';

const patterns = ['auth.#'];

/** A queue whose every message fails at once. */
async function consumeInVain(broker: Broker, queue: string, attemptsMax = 1): Promise<void> {
  const handle = async () => {
    throw new Error('the ledger is on holiday');
  };
  await broker.consume({ queue, patterns, attemptsMax, handle });
}

/** Collects the dead letters of a queue into the list it returns. */
async function collectFrom(broker: Broker, queue: string): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  await broker.consumeDeadLetters([queue], async (letter) => void letters.push(letter));
  return letters;
}

/** Messages that no try could handle. */
export function describeFailure({ broker }: BrokerParts): void {
  it('parks a message as a dead letter after its last try, with every try, and goes on with the subject', async () => {
    const queue = queueName('dead');
    const [bad, good] = [sessionStarted('a'), sessionStarted('a')];
    const attempts: number[] = [];
    const handled: string[] = [];
    const handle = async (event: EventEnvelope, { attempt }: { attempt: number }) => {
      if (event.id === good.id) return void handled.push(event.id);
      attempts.push(attempt);
      throw new Error(`the ledger is on holiday, day ${attempt}`);
    };
    await broker().consume({ queue, patterns, attemptsMax: 3, handle });
    await broker().publish([bad, good]);
    await eventually(() => expect(handled).toEqual([good.id]));
    expect(attempts).toEqual([1, 2, 3]);
    const letters = await collectFrom(broker(), queue);
    const [letter] = await eventually(() => {
      expect(letters).toHaveLength(1);
      return letters;
    });
    expect(letter).toMatchObject({ queue, attempts: 3 });
    expect(letter?.event).toEqual(bad);
    expect(letter?.reason).toContain('the ledger is on holiday, day 3');
    expect(letter?.parkedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(letter?.history.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(letter?.history[1]?.reason).toContain('day 2');
    const times = letter?.history.map(({ at }) => at.getTime()) ?? [];
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times[0]).toBeGreaterThan(Date.now() - 60_000);
  });

  it('parks an event that cannot be handled at all without another try', async () => {
    const queue = queueName('unhandleable');
    const [odd, good] = [sessionStarted('a'), sessionStarted('a')];
    const handled: string[] = [];
    const handle = async ({ id }: EventEnvelope, { attempt }: { attempt: number }) => {
      handled.push(`${id} ${attempt}`);
      if (id === odd.id) throw new UnhandleableEvent('data.userId: expected a UUID');
    };
    await broker().consume({ queue, patterns, attemptsMax: 5, handle });
    await broker().publish([odd, good]);
    await eventually(() => expect(handled).toEqual([`${odd.id} 1`, `${good.id} 1`]));
    const letters = await collectFrom(broker(), queue);
    await eventually(() => expect(letters).toMatchObject([{ event: { id: odd.id }, attempts: 1 }]));
    expect(letters[0]?.reason).toContain('data.userId: expected a UUID');
  });
}

/** What becomes of dead letters. */
export function describeDeadLetters({ broker, under }: BrokerParts): void {
  it('hands each dead letter over until it is collected, and not again', async () => {
    const queue = queueName('collect');
    await consumeInVain(broker(), queue);
    const events = [sessionStarted(), sessionStarted(), sessionStarted()];
    await broker().publish(events);
    const refused = new Set<string>();
    const collected: string[] = [];
    const collector = await broker().consumeDeadLetters([queue], async ({ event }) => {
      if (!refused.has(event.id)) {
        refused.add(event.id);
        throw new Error('the table of dead letters is locked');
      }
      collected.push(event.id);
    });
    await eventually(() => expect(collected.toSorted()).toEqual(idsOf(events).toSorted()));
    await collector.stop();
    const other = await under().open();
    const late = await collectFrom(other, queue);
    const [last] = [sessionStarted()];
    await broker().publish([last]);
    await eventually(() => expect(late.map(({ event }) => event.id)).toEqual([last.id]));
  });

  it('keeps dead letters while nobody collects them', async () => {
    const queue = queueName('uncollected');
    await consumeInVain(broker(), queue);
    const event = sessionStarted();
    await broker().publish([event]);
    await eventually(async () => expect(await broker().inspect([queue])).toMatchObject([{ deadLetters: 1 }]));
    await broker().close();
    const later = await collectFrom(await under().open(), queue);
    await eventually(() => expect(later.map((letter) => letter.event)).toEqual([event]));
  });

  it('puts a redelivered event into the one queue alone', async () => {
    const [queue, other] = [queueName('again'), queueName('not-again')];
    const seen: Record<string, string[]> = { [queue]: [], [other]: [] };
    const take = (name: string) =>
      broker().consume({
        queue: name,
        patterns: ['#'],
        handle: async ({ id }) => void seen[name]?.push(id),
      });
    await take(queue);
    await take(other);
    const [again, last] = [sessionStarted('a'), walletOpened('a')];
    await broker().redeliver(queue, again);
    await broker().publish([last]);
    await eventually(() => expect(seen).toEqual({ [queue]: [again.id, last.id], [other]: [last.id] }));
  });

  it('does not redeliver into a queue that is not there', async () => {
    const queue = queueName('missing');
    await expect(broker().redeliver(queue, sessionStarted())).rejects.toThrow(queue);
    expect(await broker().ping()).toBe(true);
  });
}
