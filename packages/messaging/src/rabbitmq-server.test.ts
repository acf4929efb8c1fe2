import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@payloom/testkit/eventually';
import { startOwnRabbitMq, type OwnRabbitMq } from '@payloom/testkit/own-rabbitmq';
import { connect } from 'amqplib';
import { idsOf, queueName, sessionsOf, sessionStarted } from './contract-events.fixture.ts';
import { makeRabbitMq, type RabbitMqUnderTest } from './rabbitmq.fixture.ts';
import { brokerDefinitions, topologyDefaults, topologyOf } from './topology.ts';

const patterns = ['auth.#'];

describe('a RabbitMQ in trouble', () => {
  let server: OwnRabbitMq;
  let under: RabbitMqUnderTest;

  beforeAll(async () => {
    server = await startOwnRabbitMq();
  }, 120_000);
  afterAll(() => server.stop());
  beforeEach(() => {
    under = makeRabbitMq(server.url);
  });
  afterEach(() => under.dispose());

  it('short of memory, lets publishing wait and then fail, and acknowledgements through', async () => {
    const broker = await under.open({ publishTimeMaxMs: 1_000 });
    const queue = queueName('alarm');
    const [before, lost, waits] = [sessionStarted('a'), sessionStarted('a'), sessionStarted('a')];
    const started = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const handle = async () => {
      started.resolve();
      await released.promise;
    };
    await broker.consume({ queue, patterns, handle });
    await broker.publish([before]);
    await started.promise;
    await server.ctl('set_vm_memory_high_watermark', 'absolute', '1');
    await expect(broker.publish([lost])).rejects.toThrow(
      'RabbitMQ takes no messages, its memory or disk is short: 1 of 1 events are not confirmed',
    );
    expect(await broker.ping()).toBe(false);
    released.resolve();
    await broker.close();
    const other = await connect(server.url);
    const channel = await other.createChannel();
    // Nothing was given back by the consumer that is gone.
    await eventually(async () =>
      expect(await channel.checkQueue(queue)).toMatchObject({ messageCount: 0, consumerCount: 0 }),
    );
    const patient = await under.open({ publishTimeMaxMs: 30_000 });
    const published = patient.publish([waits]);
    await server.ctl('set_vm_memory_high_watermark', '0.9');
    await published;
    expect(await patient.ping()).toBe(true);
    expect((await channel.checkQueue(queue)).messageCount).toBeGreaterThan(0);
    await other.close();
  }, 60_000);

  it('killed and started again, has all that was confirmed, and its clients come back', async () => {
    const broker = await under.open();
    const [queue, idle] = [queueName('killed'), queueName('idle')];
    const seen: string[] = [];
    let fails = true;
    const handle = async ({ id }: { id: string }) => {
      if (fails) throw new Error('not yet');
      seen.push(id);
    };
    await broker.consume({ queue, patterns, attemptsMax: 1e6, handle });
    await broker.declare({ queue: idle, patterns });
    const events = sessionsOf('a', 10);
    await broker.publish(events.slice(0, 6));
    await eventually(async () => expect(await broker.inspect([queue])).toMatchObject([{ delayed: 6 }]));
    await server.kill();
    await expect(broker.publish(events.slice(6))).rejects.toThrow('RabbitMQ');
    await eventually(async () => expect(await broker.ping()).toBe(false));
    await server.restart();
    fails = false;
    await eventually(() => broker.publish(events.slice(6)), { withinMs: 30_000 });
    await eventually(() => expect(seen).toEqual(idsOf(events)), { withinMs: 30_000 });
    expect(await broker.inspect([idle])).toMatchObject([{ waiting: 10 }]);
  }, 120_000);

  it('that was given the definitions, finds nothing to add to them', async () => {
    const queue = queueName('defined');
    const options = { ...topologyDefaults, namespace: under.namespace };
    const definitions = brokerDefinitions(topologyOf([{ queue, patterns }], options));
    const folder = await mkdtemp(join(tmpdir(), 'payloom-definitions-'));
    const path = join(folder, 'definitions.json');
    await writeFile(path, JSON.stringify(definitions));
    await server.ctl('import_definitions', path);
    await rm(folder, { recursive: true });
    const publisher = await under.open();
    const event = sessionStarted();
    await publisher.publish([event]);
    // Declares the same without complaint.
    const seen: string[] = [];
    await publisher.consume({ queue, patterns, handle: async ({ id }) => void seen.push(id) });
    await eventually(() => expect(seen).toEqual([event.id]));
  }, 60_000);

  it('started without its data, is told again what the processes need', async () => {
    const broker = await under.open();
    const queue = queueName('forgotten');
    const seen: string[] = [];
    await broker.consume({ queue, patterns, handle: async ({ id }) => void seen.push(id) });
    await server.ctl('stop_app');
    await server.ctl('reset');
    await server.ctl('start_app');
    const event = sessionStarted();
    await eventually(() => broker.publish([event]), { withinMs: 30_000 });
    await eventually(() => expect(seen).toEqual([event.id]), { withinMs: 30_000 });
  }, 120_000);
});
