import { openRabbitMqBroker } from '@payloom/messaging/rabbitmq-broker';
import { eventually } from '@payloom/testkit/eventually';
import { missingParts, rootsOf, type TraceParts } from '../support/otlp-receiver.ts';
import { pay, register, topUp, watchPayments, type Person, type Watching } from './person.ts';
import { startPlatform, type Platform, type SubgraphName } from './platform.ts';
import type { ServiceProcess } from './service-process.ts';

const patient = { withinMs: 30_000 };
const testTimeMaxMs = 240_000;
const origin = (gateway: ServiceProcess): string => new URL(gateway.url).origin;

/** What the trace of a payment is made of, from the gateway that takes it on. */
const tracedParts: TraceParts = {
  'a gateway takes it': ({ service, name }) => service === 'gateway' && name === 'POST /graphql',
  'it fetches': ({ service, name }) => service === 'gateway' && name === 'fetch payments',
  'payments writes its outbox': ({ service, attributes }) =>
    service === 'payments' && /insert into "outbox"/.test(attributes['db.query.text'] ?? ''),
  'payments commits': ({ service, name }) => service === 'payments' && name === 'sql commit',
  'the relay publishes': ({ service, name }) =>
    service === 'payments' && name === 'publish payments.payment.completed',
  'payments consumes': ({ service, name }) => service === 'payments' && name.startsWith('process payments.'),
  'another subgraph consumes': ({ service, name }) =>
    service === 'profile' && name.startsWith('process profile.'),
  'a gateway consumes': ({ service, name }) =>
    service === 'gateway' && name === 'process gateway.live.deliver',
  'a gateway delivers': ({ service, name }) => service === 'gateway' && name === 'deliver Watch',
};

describe('the services on RabbitMQ, Redis and PostgreSQL', () => {
  let platform: Platform;
  let gateways: readonly [ServiceProcess, ServiceProcess];
  const subgraphs = new Map<SubgraphName, ServiceProcess>();
  let [alice, bob]: [Person, Person] = [
    { email: '', token: '' },
    { email: '', token: '' },
  ];

  async function start(...names: SubgraphName[]): Promise<void> {
    const started = await Promise.all(names.map((name) => platform.startSubgraph(name)));
    names.forEach((name, index) => {
      const service = started[index];
      if (service) subgraphs.set(name, service);
    });
  }

  beforeAll(async () => {
    platform = await startPlatform();
    await start('auth', 'payments', 'profile');
    gateways = await Promise.all([platform.startGateway(), platform.startGateway()]);
    const [first] = gateways;
    [alice, bob] = await Promise.all([register(origin(first), 'Alice'), register(origin(first), 'Bob')]);
    await eventually(() => topUp(origin(first), alice, 10_000), patient);
  }, testTimeMaxMs);
  afterAll(() => platform.stop(), testTimeMaxMs);

  const statusesOf = ({ changes }: Watching, paymentId: string) =>
    changes.filter(({ payment }) => payment.id === paymentId).map(({ payment }) => payment.status);

  it(
    'let two gateways tell each its own sockets of a payment made through one of them',
    async () => {
      const [first, second] = gateways;
      const watching = await Promise.all([
        watchPayments(origin(first), alice),
        watchPayments(origin(second), bob),
      ]);
      // Until Bob's wallet stands he cannot be paid.
      const paymentId = await eventually(() => pay(origin(second), alice, bob, 250), patient);
      for (const each of watching) {
        await eventually(() => expect(statusesOf(each, paymentId).at(-1)).toBe('COMPLETED'), patient);
        expect(each.changes.at(-1)?.payment.payer.displayName).toBe('Alice');
      }
      await Promise.all(watching.map((each) => each.stop()));
    },
    testTimeMaxMs,
  );

  it(
    'make of a payment one trace, through one gateway, RabbitMQ and Redis to a subscriber of the other',
    async () => {
      const [first, second] = gateways;
      const { collector } = platform;
      const beganAtNs = Date.now() * 1e6;
      const watching = await watchPayments(origin(second), bob);
      const paymentId = await eventually(() => pay(origin(first), alice, bob, 175), patient);
      await eventually(() => expect(statusesOf(watching, paymentId).at(-1)).toBe('COMPLETED'), patient);
      await watching.stop();
      const paying = () =>
        collector
          .spans()
          .filter(
            ({ service, name, startTimeUnixNano }) =>
              service === 'payments' && name.startsWith('mutation Pay') && startTimeUnixNano >= beganAtNs,
          )
          .toSorted((one, other) => other.startTimeUnixNano - one.startTimeUnixNano);
      // Who could not be paid yet was tried again: the latest is the one that was made.
      await eventually(() => expect(paying()).not.toEqual([]), patient);
      const { traceId } = paying()[0] ?? {};
      await eventually(
        () => expect(missingParts(tracedParts, collector.spans(traceId))).toEqual([]),
        patient,
      );
      await eventually(() => expect(rootsOf(collector.spans(traceId))).toEqual(['POST /graphql']), patient);
    },
    testTimeMaxMs,
  );

  it(
    'let a subscriber of a killed gateway go on behind its cursor at the other',
    async () => {
      const [first, second] = gateways;
      const before = await watchPayments(origin(first), bob);
      const seen = await eventually(() => pay(origin(first), alice, bob, 100), patient);
      await eventually(() => expect(statusesOf(before, seen)).toHaveLength(3), patient);
      const cursor = before.changes.at(-1)?.cursor;
      await first.end('SIGKILL');
      const missed = await eventually(() => pay(origin(second), alice, bob, 100), patient);
      const after = await watchPayments(origin(second), bob, cursor);
      // Created, processing, completed: each once, and nothing of what was seen before.
      await eventually(() => expect(after.changes).toHaveLength(3), patient);
      expect(after.changes.map(({ payment }) => payment.id)).toEqual([missed, missed, missed]);
      expect(new Set(after.changes.map((change) => change.cursor)).size).toBe(3);
      await Promise.all([before.stop(), after.stop()]);
    },
    testTimeMaxMs,
  );

  it(
    'keep events for a subgraph that has never run, and drain on SIGTERM',
    async () => {
      const broker = await openRabbitMqBroker({ url: platform.rabbitMq.url });
      const waiting = async () => (await broker.inspect(['admin.audit-entries.add']))[0]?.waiting;
      expect(await waiting()).toBeGreaterThan(5);
      await start('admin');
      await eventually(async () => expect(await waiting()).toBe(0), patient);
      await broker.close();
      for (const service of subgraphs.values()) expect(await service.end('SIGTERM')).toBe(0);
    },
    testTimeMaxMs,
  );
});
