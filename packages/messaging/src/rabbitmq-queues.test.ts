import { setTimeout as delay } from 'node:timers/promises';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { connect, type ChannelModel } from 'amqplib';
import type { DeadLetter, Handler } from './broker.ts';
import { idsOf, queueName, sessionsOf, sessionStarted, walletOpened } from './contract-events.fixture.ts';
import { makeRabbitMq, type RabbitMqUnderTest } from './rabbitmq.fixture.ts';
import { deadQueueOf, delayQueueOf, deliveriesMax, sharedNames } from './topology.ts';

const patterns = ['auth.#'];

describe('the queues of RabbitMQ', () => {
  let under: RabbitMqUnderTest;
  let other: ChannelModel;

  beforeEach(async () => {
    under = makeRabbitMq();
    other = await connect(under.url);
  });
  afterEach(async () => {
    await other.close();
    await under.dispose();
  });

  const collectInto =
    (seen: string[]): Handler =>
    async ({ id }) =>
      void seen.push(id);

  it('refuse what they have no room for, and keep the order of a subject when it is published again', async () => {
    const broker = await under.open({ queueLengthMax: 5 });
    const queue = queueName('full');
    await broker.declare({ queue, patterns });
    const events = [...sessionsOf('a', 40), ...sessionsOf('b', 40)];
    await expect(broker.publish(events)).rejects.toThrow('RabbitMQ refused an event');
    const seen: string[] = [];
    await broker.consume({ queue, patterns, handle: collectInto(seen) });
    // What the relay does: the same events again, until all are confirmed.
    await eventually(() => broker.publish(events));
    await eventually(() => expect(new Set(seen).size).toBe(events.length));
    const first = [...new Set(seen)];
    for (const subject of ['a', 'b']) {
      const ids = idsOf(events.filter((event) => event.subject === subject));
      expect(first.filter((id) => ids.includes(id))).toEqual(ids);
    }
  });

  it('hold back no other subject when the delay queue is full', async () => {
    const broker = await under.open({ delayLengthMax: 2 });
    const queue = queueName('delay-full');
    const stuck = Array.from({ length: 5 }, (_, at) => sessionsOf(`stuck-${at}`, 2));
    const free = sessionStarted('free');
    const seen: string[] = [];
    let fails = true;
    const handle = async ({ id, subject }: EventEnvelope) => {
      if (subject.startsWith('stuck') && fails) throw new Error('not yet');
      seen.push(id);
    };
    await broker.consume({ queue, patterns, attemptsMax: 1_000, handle });
    await broker.publish(stuck.flat());
    await broker.publish([free]);
    await eventually(() => expect(seen).toEqual([free.id]));
    await eventually(async () =>
      expect(await broker.inspect([queue])).toMatchObject([{ waiting: 10, delayed: 10 }]),
    );
    fails = false;
    await eventually(() => expect(seen).toHaveLength(11));
    for (const events of stuck)
      expect(seen.filter((id) => idsOf(events).includes(id))).toEqual(idsOf(events));
  });

  it('let a subject that waits take no room from the others, however many events of it there are', async () => {
    const broker = await under.open({ prefetchMax: 4 });
    const queue = queueName('room');
    const seen: string[] = [];
    let fails = true;
    const handle = async ({ id, subject }: EventEnvelope) => {
      if (subject === 'stuck' && fails) throw new Error('not yet');
      seen.push(id);
    };
    await broker.consume({ queue, patterns, attemptsMax: 1_000, handle });
    const [stuck, free] = [sessionsOf('stuck', 20), sessionStarted('free')];
    await broker.publish(stuck);
    await broker.publish([free]);
    await eventually(() => expect(seen).toEqual([free.id]));
    fails = false;
    await eventually(() => expect(seen).toEqual([free.id, ...idsOf(stuck)]));
  });

  it('are not taken for what they are not: other arguments are an error that names the queue', async () => {
    const queue = queueName('other-arguments');
    await (await under.open()).declare({ queue, patterns });
    const broker = await under.open({ queueLengthMax: 7 });
    await expect(broker.declare({ queue, patterns })).rejects.toThrow(
      new RegExp(`Queue ${queue} stands in RabbitMQ with other settings .*x-max-length`),
    );
    expect(await broker.ping()).toBe(true);
  });

  it('let events go that they were bound to once and are not any more', async () => {
    const broker = await under.open();
    const queue = queueName('rebound');
    await broker.declare({ queue, patterns: ['#'] });
    const [session, wallet] = [sessionStarted(), walletOpened()];
    await broker.publish([wallet, session]);
    const seen: string[] = [];
    await broker.consume({ queue, patterns, handle: collectInto(seen) });
    await eventually(() => expect(seen).toEqual([session.id]));
    await eventually(async () => expect(await broker.inspect([queue])).toMatchObject([{ waiting: 0 }]));
  });

  it('put a message aside that is no event, and go on', async () => {
    const broker = await under.open();
    const queue = queueName('unreadable');
    const seen: string[] = [];
    await broker.consume({ queue, patterns, handle: collectInto(seen) });
    const channel = await other.createConfirmChannel();
    for (const body of ['a letter to my aunt', '{"type":"auth.session.started"}'])
      channel.publish(sharedNames(under.namespace).events, 'auth.session.started', Buffer.from(body));
    await channel.waitForConfirms();
    const event = sessionStarted();
    await broker.publish([event]);
    await eventually(() => expect(seen).toEqual([event.id]));
    const { unreadable } = sharedNames(under.namespace);
    await eventually(async () => expect((await channel.checkQueue(unreadable)).messageCount).toBe(2));
    expect(await broker.inspect([queue])).toMatchObject([{ waiting: 0 }]);
  });

  it('part with a message that RabbitMQ itself finds to come back too often, and say so', async () => {
    const broker = await under.open();
    const queue = queueName('delivery-limit');
    await broker.declare({ queue, patterns });
    const event = sessionStarted();
    await broker.publish([event]);
    for (let delivery = 0; delivery <= deliveriesMax; delivery += 1) {
      const channel = await other.createChannel();
      const { promise, resolve } = Promise.withResolvers<void>();
      await channel.consume(queue, () => resolve());
      await promise;
      await channel.close();
    }
    const letters: DeadLetter[] = [];
    await broker.consumeDeadLetters([queue], async (letter) => void letters.push(letter));
    await eventually(() => expect(letters).toHaveLength(1));
    expect(letters.map((letter) => letter.event)).toEqual([event]);
    expect(letters[0]).toMatchObject({ queue, attempts: deliveriesMax, history: [] });
    expect(letters[0]?.reason).toContain('ended during each of 100 deliveries');
  });

  it('are not begun before the one who held delayed events has given them back, and all of them are there', async () => {
    const broker = await under.open();
    const queue = queueName('predecessor');
    await broker.declare({ queue, patterns });
    const events = sessionsOf('a', 200);
    const channel = await other.createConfirmChannel();
    for (const event of events.slice(0, 190))
      channel.sendToQueue(delayQueueOf(queue), Buffer.from(JSON.stringify(event)));
    await channel.waitForConfirms();
    // One whose consumer of the queue is gone already, and whose consumer of the delay queue is not.
    const predecessor = await other.createChannel();
    await predecessor.consume(delayQueueOf(queue), () => undefined);
    await broker.publish(events.slice(190));
    const seen: string[] = [];
    await broker.consume({ queue, patterns, handle: collectInto(seen) });
    // It is the active one, and has what the queue delivers.
    await eventually(async () => expect((await channel.checkQueue(queue)).messageCount).toBe(0));
    await delay(100);
    expect(seen).toEqual([]);
    await predecessor.close();
    await eventually(() => expect(seen).toHaveLength(events.length));
    expect(seen).toEqual(idsOf(events));
  });

  it('keep a dead letter with the event until it can be stored', async () => {
    const broker = await under.open();
    const queue = queueName('no-dead-queue');
    const [bad, behind] = sessionsOf('a', 2);
    const seen: string[] = [];
    const handle = async ({ id }: EventEnvelope) => {
      if (id === bad?.id) throw new Error('never');
      seen.push(id);
    };
    const { deadLetters } = sharedNames(under.namespace);
    await broker.declare({ queue, patterns });
    const channel = await other.createChannel();
    await channel.unbindQueue(deadQueueOf(queue), deadLetters, queue);
    const logged: unknown[] = [];
    const log = {
      info: () => undefined,
      error: () => undefined,
      warn: (...entry: unknown[]) => logged.push(entry),
    };
    const consumer = await under.open({ log, attemptsMax: 1 });
    consumer.declare = () => Promise.resolve();
    await consumer.consume({ queue, patterns, handle });
    await broker.publish([bad, behind].filter((event) => event !== undefined));
    await eventually(() => expect(JSON.stringify(logged)).toContain('a dead letter could not be stored yet'));
    expect(seen).toEqual([]);
    await channel.bindQueue(deadQueueOf(queue), deadLetters, queue);
    await eventually(() => expect(seen).toEqual([behind?.id]));
    expect((await channel.checkQueue(deadQueueOf(queue))).messageCount).toBe(1);
    expect((await channel.checkQueue(delayQueueOf(queue))).messageCount).toBe(0);
  });
});
