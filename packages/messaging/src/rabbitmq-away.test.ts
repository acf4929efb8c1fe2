import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { startTcpProxy, type TcpProxy } from '@payloom/testkit/tcp-proxy';
import type { Broker } from './broker.ts';
import { idsOf, queueName, sessionsOf, sessionStarted } from './contract-events.fixture.ts';
import { openRabbitMqBroker } from './rabbitmq-broker.ts';
import { makeRabbitMq, type RabbitMqUnderTest } from './rabbitmq.fixture.ts';

const patterns = ['auth.#'];

describe('RabbitMQ that goes away', () => {
  let under: RabbitMqUnderTest;
  let proxy: TcpProxy;
  let url: string;
  /** One that stays connected. */
  let near: Broker;

  beforeEach(async () => {
    under = makeRabbitMq();
    const { hostname, port } = new URL(under.url);
    proxy = await startTcpProxy({ host: hostname, port: Number(port) });
    const through = new URL(under.url);
    through.host = `${proxy.host}:${proxy.port}`;
    url = through.href;
    near = await under.open();
  });
  afterEach(async () => {
    proxy.accept();
    await under.dispose();
    await proxy.stop();
  });

  const isBack = (broker: Broker) => eventually(async () => expect(await broker.ping()).toBe(true));
  const seenBy = async (broker: Broker, queue: string): Promise<string[]> => {
    const seen: string[] = [];
    await broker.consume({ queue, patterns, handle: async ({ id }) => void seen.push(id) });
    return seen;
  };

  it('fails a publish whose confirm is lost, though it was stored', async () => {
    const queue = queueName('confirm-lost');
    await near.declare({ queue, patterns });
    const broker = await under.open({ url });
    const [lost, next] = sessionsOf('a', 2);
    proxy.onServerData(() => 0);
    await expect(broker.publish([lost, next].filter((event) => event !== undefined))).rejects.toThrow(
      'RabbitMQ went away before it confirmed an event',
    );
    proxy.onServerData(undefined);
    const seen = await seenBy(near, queue);
    // Never the later one without the earlier one.
    await eventually(() => expect(seen).toEqual([lost?.id]));
    await isBack(broker);
    await broker.publish([lost, next].filter((event) => event !== undefined));
    await eventually(() => expect(seen).toEqual([lost?.id, lost?.id, next?.id]));
  });

  it('fails a publish that was cut while it was sent', async () => {
    const queue = queueName('cut');
    await near.declare({ queue, patterns });
    const broker = await under.open({ url });
    proxy.onClientData(() => 20);
    await expect(broker.publish([sessionStarted()])).rejects.toThrow('RabbitMQ went away');
    proxy.onClientData(undefined);
    await isBack(broker);
    expect(await near.inspect([queue])).toMatchObject([{ waiting: 0 }]);
  });

  it('makes ping say false and the calls reject until it is back', async () => {
    const broker = await under.open({ url });
    proxy.refuse();
    proxy.cut();
    await eventually(async () => expect(await broker.ping()).toBe(false));
    await expect(broker.publish([sessionStarted()])).rejects.toThrow('RabbitMQ is away');
    await expect(broker.declare({ queue: queueName('away'), patterns })).rejects.toThrow('RabbitMQ is away');
    await expect(broker.inspect([])).rejects.toThrow('RabbitMQ is away');
    proxy.accept();
    await isBack(broker);
    await broker.publish([sessionStarted()]);
  });

  it('may be away when it is opened', async () => {
    proxy.refuse();
    const broker = await openRabbitMqBroker({ url, namespace: under.namespace });
    expect(await broker.ping()).toBe(false);
    proxy.accept();
    await isBack(broker);
    await broker.close();
  });

  it('gets its consumers back by themselves', async () => {
    const queue = queueName('back');
    const broker = await under.open({ url });
    const seen = await seenBy(broker, queue);
    const [before, after] = sessionsOf('a', 2);
    await near.publish([before].filter((event) => event !== undefined));
    await eventually(() => expect(seen).toEqual([before?.id]));
    // Its acknowledgement has reached RabbitMQ.
    await eventually(async () => expect(await near.inspect([queue])).toMatchObject([{ waiting: 0 }]));
    expect(proxy.cut()).toBe(2);
    await near.publish([after].filter((event) => event !== undefined));
    await eventually(() => expect(seen).toEqual([before?.id, after?.id]));
  });

  it('gets its collectors of dead letters back by themselves', async () => {
    const queue = queueName('letters-back');
    const handle = async () => {
      throw new Error('never');
    };
    await near.consume({ queue, patterns, attemptsMax: 1, handle });
    const broker = await under.open({ url });
    const letters: string[] = [];
    await broker.consumeDeadLetters([queue], async ({ event }) => void letters.push(event.id));
    proxy.cut();
    const event = sessionStarted();
    await near.publish([event]);
    await eventually(() => expect(letters).toEqual([event.id]));
  });

  it('is not given a message again that is still under way here, before that has ended', async () => {
    const queue = queueName('under-way');
    const broker = await under.open({ url });
    const released = Promise.withResolvers<void>();
    const seen: string[] = [];
    const handle = async ({ id }: EventEnvelope) => {
      seen.push(`${id} begins`);
      await released.promise;
      seen.push(`${id} ends`);
    };
    await broker.consume({ queue, patterns, handle });
    const [event, behind] = sessionsOf('a', 2);
    await near.publish([event, behind].filter((each) => each !== undefined));
    await eventually(() => expect(seen).toHaveLength(1));
    proxy.cut();
    await isBack(broker);
    released.resolve();
    const id = event?.id;
    await eventually(() =>
      expect(seen).toEqual([id, id, behind?.id].flatMap((each) => [`${each} begins`, `${each} ends`])),
    );
  });

  it('keeps the order of a subject whose event is tried again when the connection is cut', async () => {
    const queue = queueName('cut-order');
    const broker = await under.open({ url });
    const events = sessionsOf('a', 12);
    const seen: string[] = [];
    let tries = 0;
    const handle = async ({ id }: EventEnvelope) => {
      tries += 1;
      if (tries === 3) proxy.cut();
      if (tries < 5) throw new Error('not yet');
      seen.push(id);
    };
    await broker.consume({ queue, patterns, handle });
    await near.publish(events);
    await eventually(() => expect(seen).toEqual(idsOf(events)));
  });
});
