import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import type { Broker } from './broker.ts';
import { idsOf, queueName, sessionStarted, sessionsOf, type BrokerParts } from './contract-events.fixture.ts';

const patterns = ['auth.#'];

/** Several processes that consume one queue. */
export function describeReplicas({ broker, under }: BrokerParts): void {
  it('handles each message once between replicas, and goes on when one of them leaves', async () => {
    const queue = queueName('replicas');
    const handled: { id: string; by: Broker }[] = [];
    const consumeAs = async (by: Broker) =>
      by.consume({
        queue,
        patterns,
        handle: async ({ id }) => {
          await new Promise((resolve) => setTimeout(resolve, 3));
          handled.push({ id, by });
        },
      });
    const replica = await under().open();
    await consumeAs(broker());
    await consumeAs(replica);
    const events = Array.from({ length: 60 }, () => sessionStarted());
    const more = Array.from({ length: 20 }, () => sessionStarted());
    await broker().publish(events);
    await eventually(() => expect(handled.length).toBeGreaterThan(10), { everyMs: 1 });
    const leaver = handled[0]?.by;
    const stays = leaver === replica ? broker() : replica;
    await leaver?.close();
    const byLeaver = handled.filter(({ by }) => by === leaver).length;
    await stays.publish(more);
    await eventually(() => expect(handled).toHaveLength(events.length + more.length));
    expect(handled.map(({ id }) => id).toSorted()).toEqual(idsOf([...events, ...more]).toSorted());
    expect(handled.filter(({ by }) => by === leaver)).toHaveLength(byLeaver);
  });

  it('keeps the order of a subject across replicas', async () => {
    const queue = queueName('replicas-order');
    const replica = await under().open();
    const seen: string[] = [];
    const handle = async (event: EventEnvelope) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      seen.push(event.id);
    };
    await broker().consume({ queue, patterns, handle });
    await replica.consume({ queue, patterns, handle });
    const events = sessionsOf('one-subject', 30);
    await broker().publish(events);
    await eventually(() => expect(seen).toEqual(idsOf(events)));
  });

  it('keeps the order of a subject whose replica leaves while an event is tried again', async () => {
    const queue = queueName('replicas-retry');
    const [one, other, publisher] = [broker(), await under().open(), await under().open()];
    const seen: string[] = [];
    const triedBy: Broker[] = [];
    let fails = true;
    const consumeAs = (by: Broker) =>
      by.consume({
        queue,
        patterns,
        attemptsMax: 1_000,
        handle: async ({ id }) => {
          triedBy.push(by);
          if (fails) throw new Error('not yet');
          seen.push(id);
        },
      });
    await consumeAs(one);
    await consumeAs(other);
    const events = sessionsOf('one-subject', 12);
    await publisher.publish(events.slice(0, 6));
    await eventually(() => expect(triedBy.length).toBeGreaterThanOrEqual(2), { everyMs: 1 });
    const leaver = triedBy.at(-1);
    await leaver?.close();
    await publisher.publish(events.slice(6));
    fails = false;
    await eventually(() => expect(seen).toEqual(idsOf(events)));
    expect(triedBy.at(-1)).toBe(leaver === one ? other : one);
  });
}
