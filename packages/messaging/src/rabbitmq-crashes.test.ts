import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { startTcpProxy, type TcpProxy } from '@payloom/testkit/tcp-proxy';
import type { Broker, DeadLetter } from './broker.ts';
import { idsOf, queueName, sessionsOf, sessionStarted } from './contract-events.fixture.ts';
import { makeRabbitMq, type RabbitMqUnderTest } from './rabbitmq.fixture.ts';

const patterns = ['auth.#'];

describe('processes that end at RabbitMQ', () => {
  let under: RabbitMqUnderTest;
  let broker: Broker;
  const proxies: TcpProxy[] = [];

  beforeEach(async () => {
    under = makeRabbitMq();
    broker = await under.open();
  });
  afterEach(async () => {
    for (const proxy of proxies) proxy.accept();
    await under.dispose();
    await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()));
  });

  async function collectFrom(queue: string): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    await broker.consumeDeadLetters([queue], async (letter) => void letters.push(letter));
    return letters;
  }

  it('leave the order of a subject that waits to be tried again to whoever stood by', async () => {
    const queue = queueName('killed');
    const child = await under.startProcess(
      `const handle = async () => { throw new Error('not yet'); };
       await broker.consume({ queue: '${queue}', patterns: ['auth.#'], attemptsMax: 1e6, handle });
       process.send('consuming');`,
    );
    const seen: string[] = [];
    await broker.consume({ queue, patterns, handle: async ({ id }) => void seen.push(id) });
    const events = sessionsOf('a', 8);
    for (const event of events) await broker.publish([event]);
    await eventually(async () =>
      expect(await broker.inspect([queue])).toMatchObject([{ waiting: 8, delayed: 8, consumers: 2 }]),
    );
    expect(seen).toEqual([]);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    // No message comes that would tell it that it is the active one now.
    await eventually(() => expect(seen).toEqual(idsOf(events)));
    await eventually(async () =>
      expect(await broker.inspect([queue])).toMatchObject([{ waiting: 0, consumers: 1 }]),
    );
  });

  it('park the event that ends each of them, and not those beside it', async () => {
    const queue = queueName('poison');
    await broker.declare({ queue, patterns });
    const events = [...sessionsOf('a', 3), ...Array.from({ length: 6 }, () => sessionStarted())];
    const poison = events[1];
    await broker.publish(events);
    const letters = await collectFrom(queue);
    const handled = new Set<string>();
    const start = async () => {
      const child = await under.startProcess(
        `process.send('started');
         const handle = async ({ id }) => {
           if (id === '${poison?.id}') process.kill(process.pid, 'SIGKILL');
           process.send({ handled: id });
         };
         await broker.consume({ queue: '${queue}', patterns: ['auth.#'], handle });`,
      );
      child.on('message', (message: { handled?: string }) => handled.add(message.handled ?? ''));
      return child;
    };
    let child = await start();
    while (letters.length === 0) {
      if (child.signalCode !== null) child = await start();
      await delay(10);
    }
    expect(letters.map(({ event }) => event.id)).toEqual([poison?.id]);
    expect(letters[0]?.reason).toBe('The process ended during each of the last 3 tries');
    const others = idsOf(events.filter(({ id }) => id !== poison?.id));
    await eventually(() => expect([...handled].toSorted()).toEqual(others.toSorted()));
    await eventually(async () => expect(await broker.inspect([queue])).toMatchObject([{ waiting: 0 }]));
  }, 120_000);

  /** What a process looks like to RabbitMQ: `end` takes its connections away, and nothing of it comes back. */
  async function openMortal(): Promise<{ mortal: Broker; end: () => void }> {
    const { hostname, port } = new URL(under.url);
    const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
    proxies.push(proxy);
    const url = new URL(under.url);
    url.host = `${proxy.host}:${proxy.port}`;
    const mortal = await under.open({ url: url.href, drainTimeMaxMs: 50 });
    const end = () => {
      proxy.refuse();
      proxy.cut();
    };
    return { mortal, end };
  }

  it('park an event that failed before it ended them, and not those that wait beside it', async () => {
    const queue = queueName('delayed-poison');
    await broker.declare({ queue, patterns });
    const [poison, behind, ill] = [sessionStarted('a'), sessionStarted('a'), sessionStarted('b')];
    await broker.publish([poison, ill, behind]);
    const letters = await collectFrom(queue);
    const handled: string[] = [];
    let heals = false;
    for (let process = 1; letters.length === 0; process += 1) {
      const { mortal, end } = await openMortal();
      const ended = Promise.withResolvers<void>();
      const handle = async ({ id }: EventEnvelope, { attempt }: { attempt: number }) => {
        if ((id === poison.id && attempt === 1) || (id === ill.id && !heals)) throw new Error('not yet');
        if (id !== poison.id) return void handled.push(id);
        end();
        ended.resolve();
        await new Promise(() => undefined);
      };
      await mortal.consume({ queue, patterns, attemptsMax: 1e6, handle });
      await Promise.race([ended.promise, eventually(() => expect(letters).toHaveLength(1))]);
      expect(process).toBeLessThan(12);
    }
    expect(letters.map(({ event }) => event.id)).toEqual([poison.id]);
    expect(letters[0]).toMatchObject({ history: [{ attempt: 1, reason: 'Error: not yet' }] });
    expect(letters[0]?.reason).toBe('The process ended during each of the last 3 tries');
    heals = true;
    await eventually(() => expect(handled.toSorted()).toEqual([behind.id, ill.id].toSorted()));
  }, 60_000);
});
