import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import type { Broker } from './broker.ts';
import { describeBatches } from './broker-batches.contract.ts';
import { describeDeadLetters, describeFailure } from './broker-failure.contract.ts';
import { describeInspection } from './broker-inspection.contract.ts';
import { describeReplicas } from './broker-replicas.contract.ts';
import {
  idsOf,
  queueName,
  sessionsOf,
  sessionStarted,
  walletOpened,
  type BrokerParts,
  type BrokerUnderTest,
} from './contract-events.fixture.ts';

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
    describeBatches(parts);
    describeFailure(parts);
    describeDeadLetters(parts);
    describeReplicas(parts);
    describeInspection(parts);
  });
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

  it('keeps what is published while nobody consumes, in every queue that was declared', async () => {
    const [sessions, everything] = [queueName('away'), queueName('away-too')];
    await broker().declare({ queue: sessions, patterns: ['auth.#'] }, { queue: everything, patterns: ['#'] });
    await broker().declare();
    const events = [sessionStarted('a'), walletOpened('a')];
    await broker().publish(events);
    const seen: Record<string, EventEnvelope[]> = { [sessions]: [], [everything]: [] };
    const take = (queue: string, patterns: string[]) =>
      broker().consume({ queue, patterns, handle: async (event) => void seen[queue]?.push(event) });
    await take(sessions, ['auth.#']);
    await take(everything, ['#']);
    await eventually(() => expect(seen).toEqual({ [sessions]: [events[0]], [everything]: events }));
  });

  it('takes an empty publish for done', async () => {
    await expect(broker().publish([])).resolves.toBeUndefined();
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
    const events = sessionsOf('one-subject', 20);
    // Calls that overlap keep their order too.
    await Promise.all([broker().publish(events.slice(0, 10)), broker().publish(events.slice(10))]);
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

  it('keeps the order of those that come while their subject is held back', async () => {
    const events = sessionsOf('a', 30);
    const seen: string[] = [];
    let failures = 0;
    const handle = async ({ id }: EventEnvelope) => {
      if (failures < 4) {
        failures += 1;
        throw new Error('not yet');
      }
      seen.push(id);
    };
    await broker().consume({ queue: queueName('behind'), patterns: ['auth.#'], handle });
    for (let at = 0; at < events.length; at += 3) await broker().publish(events.slice(at, at + 3));
    await eventually(() => expect(seen).toEqual(idsOf(events)));
  });
}
