import { createEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import type { Broker, DeadLetter } from './broker.ts';

/** How a test reaches an adapter: `open` gives another connection to the same broker, as another process has. */
export interface BrokerUnderTest {
  open(): Promise<Broker>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Ends every connection and removes what the test stored. */
  dispose(): Promise<void>;
}

function sessionStarted(subject: string = uuidv7()): EventEnvelope {
  const userId = uuidv7();
  const data = { userId, sessionId: uuidv7() };
  return createEvent({ type: 'auth.session.started', subject, data, audience: [], actor: userId });
}

function walletOpened(subject: string = uuidv7()): EventEnvelope {
  const data = { walletId: uuidv7(), userId: uuidv7(), currency: 'EUR' };
  return createEvent({ type: 'payments.wallet.opened', subject, data, audience: [], actor: 'system' });
}

const idsOf = (events: readonly EventEnvelope[]) => events.map(({ id }) => id);

/** Every queue of a run is its own, so that a broker which outlives the run may serve. */
const queueName = (name: string) => `contract.${name}.${uuidv7()}`;

/** What every adapter of the port owes, whatever it is made of. */
export function describeBrokerContract(name: string, start: () => Promise<BrokerUnderTest>): void {
  describe(`${name} as a broker`, () => {
    let under: BrokerUnderTest;
    let broker: Broker;

    beforeEach(async () => {
      under = await start();
      broker = await under.open();
    });
    afterEach(() => under.dispose());

    const parts: BrokerParts = { broker: () => broker, under: () => under };
    describeDelivery(parts);
    describeStopping(parts);
    describeOrder(parts);
    describeFailure(parts);
    describeReplicas(parts);
  });
}

interface BrokerParts {
  broker: () => Broker;
  under: () => BrokerUnderTest;
}

function describeDelivery({ broker }: BrokerParts): void {
  it('delivers an event as it was published, to every queue bound to its type and no other', async () => {
    const [first, second, other]: [EventEnvelope[], EventEnvelope[], EventEnvelope[]] = [[], [], []];
    const into = (list: EventEnvelope[]) => async (event: EventEnvelope) => void list.push(event);
    const consume = (queue: string, patterns: string[], list: EventEnvelope[]) =>
      broker().consume({ queue: queueName(queue), patterns, handle: into(list) });
    await consume('first', ['auth.session.*'], first);
    await consume('second', ['auth.#', '#.started'], second);
    await consume('other', ['payments.#'], other);
    const [session, wallet] = [sessionStarted(), walletOpened()];
    await broker().publish([session, wallet]);
    await eventually(() => {
      expect(first).toEqual([session]);
      expect(second).toEqual([session]);
      expect(other).toEqual([wallet]);
    });
  });

  it('keeps what is published while nobody consumes', async () => {
    const queue = queueName('away');
    await broker().declare({ queue, patterns: ['auth.#'] });
    const events = [sessionStarted(), sessionStarted()];
    await broker().publish(events);
    const seen: EventEnvelope[] = [];
    await broker().consume({ queue, patterns: ['auth.#'], handle: async (event) => void seen.push(event) });
    await eventually(() => expect(idsOf(seen).toSorted()).toEqual(idsOf(events)));
  });
}

function describeStopping({ broker }: BrokerParts): void {
  it('takes no more messages once a consumer has stopped, and waits for those under way', async () => {
    const queue = queueName('stopped');
    const seen: string[] = [];
    const started = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const handle = async (event: EventEnvelope) => {
      started.resolve();
      await released.promise;
      seen.push(event.id);
    };
    const consumer = await broker().consume({ queue, patterns: ['auth.#'], handle });
    const [before, after] = [sessionStarted(), sessionStarted()];
    await broker().publish([before]);
    await started.promise;
    const stopping = consumer.stop();
    await broker().publish([after]);
    released.resolve();
    await stopping;
    expect(seen).toEqual([before.id]);
    await broker().consume({ queue, patterns: ['auth.#'], handle });
    await eventually(() => expect(seen).toEqual([before.id, after.id]));
  });

  it('answers a ping until it is closed', async () => {
    expect(await broker().ping()).toBe(true);
    await broker().close();
    expect(await broker().ping()).toBe(false);
    await expect(broker().publish([sessionStarted()])).rejects.toThrow();
  });
}

function describeOrder({ broker }: BrokerParts): void {
  it('delivers the events of one subject in order and one at a time', async () => {
    const seen: string[] = [];
    let underWay = 0;
    let mostUnderWay = 0;
    const handle = async (event: EventEnvelope) => {
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      seen.push(event.id);
      underWay -= 1;
    };
    await broker().consume({ queue: queueName('order'), patterns: ['auth.#'], handle });
    const events = Array.from({ length: 20 }, () => sessionStarted('one-subject'));
    await broker().publish(events.slice(0, 10));
    await broker().publish(events.slice(10));
    await eventually(() => expect(seen).toEqual(idsOf(events)));
    expect(mostUnderWay).toBe(1);
  });

  it('holds back later events of a subject while an earlier one is tried again, and no other subject', async () => {
    const [stuck, behind, free] = [sessionStarted('a'), sessionStarted('a'), sessionStarted('b')];
    const seen: string[] = [];
    const handle = async (event: EventEnvelope, { attempt }: { attempt: number }) => {
      seen.push(`${event.id} ${attempt}`);
      if (event.id === stuck.id && attempt < 3) throw new Error('not yet');
    };
    await broker().consume({ queue: queueName('retry'), patterns: ['auth.#'], handle });
    await broker().publish([stuck, behind, free]);
    await eventually(() => expect(seen).toHaveLength(5));
    expect(seen.filter((entry) => !entry.startsWith(free.id))).toEqual([
      `${stuck.id} 1`,
      `${stuck.id} 2`,
      `${stuck.id} 3`,
      `${behind.id} 1`,
    ]);
    expect(seen.indexOf(`${free.id} 1`)).toBeLessThan(seen.indexOf(`${stuck.id} 3`));
  });
}

function describeFailure({ broker, under }: BrokerParts): void {
  it('parks a message as a dead letter after its last try, and goes on with the subject', async () => {
    const queue = queueName('dead');
    const [bad, good] = [sessionStarted('a'), sessionStarted('a')];
    const attempts: number[] = [];
    const handled: string[] = [];
    const handle = async (event: EventEnvelope, { attempt }: { attempt: number }) => {
      if (event.id === good.id) return void handled.push(event.id);
      attempts.push(attempt);
      throw new Error('the ledger is on holiday');
    };
    await broker().consume({ queue, patterns: ['auth.#'], attemptsMax: 3, handle });
    await broker().publish([bad, good]);
    await eventually(() => expect(handled).toEqual([good.id]));
    expect(attempts).toEqual([1, 2, 3]);
    const parked = (await under().deadLetters()).filter((letter) => letter.queue === queue);
    expect(parked.map(({ event }) => event)).toEqual([bad]);
    expect(parked[0]?.attempts).toBe(3);
    expect(parked[0]?.reason).toContain('the ledger is on holiday');
    expect(parked[0]?.parkedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });
}

function describeReplicas({ broker, under }: BrokerParts): void {
  it('shares a queue between replicas, each message handled by one of them', async () => {
    const queue = queueName('replicas');
    const replica = await under().open();
    const seen: string[] = [];
    const handlers: string[] = [];
    const consumeAs = (handler: string) => async (event: EventEnvelope) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(event.id);
      handlers.push(handler);
    };
    await broker().consume({ queue, patterns: ['auth.#'], handle: consumeAs('one') });
    await replica.consume({ queue, patterns: ['auth.#'], handle: consumeAs('other') });
    const events = Array.from({ length: 60 }, () => sessionStarted());
    await broker().publish(events);
    await eventually(() => expect(seen).toHaveLength(events.length));
    expect(seen.toSorted()).toEqual(idsOf(events).toSorted());
    expect(new Set(handlers)).toEqual(new Set(['one', 'other']));
  });

  it('keeps the order of a subject across replicas', async () => {
    const queue = queueName('replicas-order');
    const replica = await under().open();
    const seen: string[] = [];
    const handle = async (event: EventEnvelope) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      seen.push(event.id);
    };
    await broker().consume({ queue, patterns: ['auth.#'], handle });
    await replica.consume({ queue, patterns: ['auth.#'], handle });
    const events = Array.from({ length: 30 }, () => sessionStarted('one-subject'));
    await broker().publish(events);
    await eventually(() => expect(seen).toEqual(idsOf(events)));
  });
}
