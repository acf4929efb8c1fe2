import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MikroORM } from '@mikro-orm/postgresql';
import { createEvent } from '@payloom/event-contracts/catalogue';
import { consumerBindings } from '@payloom/event-contracts/consumers';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Broker, QueueBinding } from '@payloom/messaging/broker';
import { openEmbeddedBroker } from '@payloom/messaging/embedded-broker';
import { defineEventHandler } from '@payloom/messaging/event-handler';
import { InboxEntry } from '@payloom/messaging/inbox-entry.entity';
import { OutboxEntry } from '@payloom/messaging/outbox-entry.entity';
import { recordEvent } from '@payloom/messaging/outbox';
import { messagingTablesSql } from '@payloom/messaging/tables';
import { eventually } from '@payloom/testkit/eventually';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';
import { v7 as uuidv7 } from 'uuid';
import { startEvents, type Events } from './start-events.ts';

const userId = uuidv7();
const registered = {
  type: 'auth.user.registered',
  subject: userId,
  data: { userId, email: 'bell@payloom.test', displayName: 'Bell', role: 'CUSTOMER', status: 'ACTIVE' },
  audience: [],
  actor: userId,
} as const;

const log = { info: () => undefined, warn: () => undefined };

describe('the event side of a process', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  let folder: string;
  let broker: Broker;
  let events: Events | undefined;
  const seen: string[] = [];
  const handler = defineEventHandler({
    queue: 'profile.profiles.create',
    type: 'auth.user.registered',
    handle: async ({ id }) => void seen.push(id),
  });

  beforeEach(async () => {
    database = await createTestDatabase('events');
    orm = await MikroORM.init({ clientUrl: database.url, entities: [OutboxEntry, InboxEntry] });
    for (const sql of messagingTablesSql) await orm.em.execute(sql);
    folder = await mkdtemp(join(tmpdir(), 'payloom-events-'));
    broker = await openEmbeddedBroker({ path: join(folder, 'broker.journal') });
    seen.length = 0;
  });
  afterEach(async () => {
    await events?.stop();
    events = undefined;
    await broker.close();
    await orm.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** A broker that cannot declare anything until `come` is called. */
  function awayBroker() {
    let isAway = true;
    const declare = broker.declare.bind(broker);
    broker.declare = async (...bindings: QueueBinding[]) => {
      if (isAway) throw new Error('the broker is away');
      await declare(...bindings);
    };
    return { come: () => (isAway = false) };
  }

  async function record(): Promise<EventEnvelope> {
    const em = orm.em.fork();
    const event = recordEvent(em, registered);
    await em.flush();
    return event;
  }

  it('declares the queues of every process, so that nothing is lost for those that start later', async () => {
    events = await startEvents({ broker, orm, log, consumes: [] });
    await broker.publish([createEvent(registered)]);
    const found: string[] = [];
    for (const { queue, patterns } of consumerBindings) {
      if (!patterns.some((pattern) => ['#', 'auth.#', registered.type].includes(pattern))) continue;
      await broker.consume({ queue, patterns, handle: async () => void found.push(queue) });
    }
    const expected = ['profile.profiles.create', 'payments.wallets.open', 'admin.users.register'];
    await eventually(() =>
      expect(found.toSorted()).toEqual(
        [...expected, 'admin.audit-entries.add', 'gateway.live.deliver'].toSorted(),
      ),
    );
  });

  it('begins by itself when a broker comes that was away at the start', async () => {
    const { come } = awayBroker();
    const starting = startEvents({ broker, orm, log, consumes: [handler] });
    const event = await record();
    come();
    events = await starting;
    await eventually(() => expect(seen).toEqual([event.id]));
    expect(events.isRunning()).toBe(true);
  });

  it('does not hold up a start for ever, and says that it does not run', async () => {
    const { come } = awayBroker();
    events = await startEvents({ broker, orm, log, consumes: [handler], startWaitMaxMs: 30 });
    expect(events.isRunning()).toBe(false);
    come();
    await eventually(() => expect(events?.isRunning()).toBe(true));
  });

  it('stops while the broker is away', async () => {
    awayBroker();
    events = await startEvents({ broker, orm, log, consumes: [handler], startWaitMaxMs: 30 });
    await events.stop();
    expect(events.isRunning()).toBe(false);
  });

  it('starts other work when the queues stand, again when it failed, and takes back what had started', async () => {
    const steps: string[] = [];
    let failures = 1;
    const work = async () => {
      steps.push('begin');
      failures -= 1;
      if (failures >= 0) throw new Error('not now');
      return { stop: async () => void steps.push('stop') };
    };
    events = await startEvents({ broker, orm, log, consumes: [handler], work });
    const event = await record();
    await eventually(() => expect(seen).toEqual([event.id]));
    await events.stop();
    expect(steps).toEqual(['begin', 'begin', 'stop']);
  });

  it('does not start with a handler nobody registered', async () => {
    const stray = defineEventHandler({ queue: 'stray.things.do', patterns: ['#'], handle: async () => {} });
    await expect(startEvents({ broker, orm, log, consumes: [stray] })).rejects.toThrow(/stray\.things\.do/);
  });
});
