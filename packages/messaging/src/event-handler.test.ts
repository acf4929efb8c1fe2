import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import { createEvent, type EventOf } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import type { Subscription } from './broker.ts';
import { Bell, openMessagingDatabase, walletOpened, type MessagingDatabase } from './database.fixture.ts';
import type { Broker, DeadLetter } from './broker.ts';
import { openEmbeddedBroker } from './embedded-broker.ts';
import { consumeAll, defineEventHandler } from './event-handler.ts';
import { InboxEntry } from './inbox-entry.entity.ts';

const queue = 'bells.bells.ring';
const bellId = uuidv7();

async function ring(em: EntityManager): Promise<void> {
  const bell = (await em.findOne(Bell, bellId)) ?? em.create(Bell, { id: bellId, rings: 0 });
  bell.rings += 1;
}

describe('event handlers', () => {
  let database: MessagingDatabase;
  let broker: Broker;
  let folder: string;

  beforeEach(async () => {
    database = await openMessagingDatabase();
    folder = await mkdtemp(join(tmpdir(), 'payloom-handlers-'));
    broker = await openEmbeddedBroker({
      path: join(folder, 'broker.journal'),
      retryDelayBaseMs: 5,
      retryDelayMaxMs: 20,
    });
  });
  afterEach(async () => {
    await broker.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const rings = async () => (await database.orm.em.fork().findOne(Bell, bellId))?.rings ?? 0;
  const inboxRows = () => database.orm.em.fork().count(InboxEntry);

  it('have their effect once though the event comes twice', async () => {
    const handler = defineEventHandler({ queue, patterns: ['payments.#'], handle: (_, em) => ring(em) });
    await consumeAll(broker, database.orm, [handler]);
    const event = createEvent(walletOpened('a'));
    const last = createEvent(walletOpened('a'));
    await broker.publish([event, event, last]);
    await eventually(async () => expect(await inboxRows()).toBe(2));
    expect(await rings()).toBe(2);
  });

  it('get the data of their type, checked', async () => {
    const seen: EventOf<'payments.wallet.opened'>[] = [];
    const type = 'payments.wallet.opened';
    const handler = defineEventHandler({ queue, type, handle: async (event) => void seen.push(event) });
    expect(handler.patterns).toEqual([type]);
    await consumeAll(broker, database.orm, [handler]);
    const event = createEvent(walletOpened());
    await broker.publish([event]);
    await eventually(() => expect(seen.map(({ data }) => data.currency)).toEqual(['EUR']));
    const broken = { ...event, data: { currency: 5 } };
    await expect(handler.handle(broken, database.orm.em.fork())).rejects.toThrow(/currency/);
  });

  it('leave no trace of a try that failed, and succeed later', async () => {
    let tries = 0;
    const handle = async (_: unknown, em: EntityManager) => {
      await ring(em);
      await em.flush();
      tries += 1;
      if (tries < 3) throw new Error('not yet');
    };
    await consumeAll(broker, database.orm, [defineEventHandler({ queue, patterns: ['#'], handle })]);
    await broker.publish([createEvent(walletOpened())]);
    await eventually(async () => expect(await inboxRows()).toBe(1));
    expect([tries, await rings()]).toEqual([3, 1]);
  });

  it('have a dead letter when they never succeed, and no inbox row', async () => {
    const handle = () => Promise.reject(new Error('never'));
    await consumeAll(broker, database.orm, [defineEventHandler({ queue, patterns: ['#'], handle })]);
    const event = createEvent(walletOpened());
    await broker.publish([event]);
    const letters: DeadLetter[] = [];
    await broker.consumeDeadLetters([queue], async (letter) => void letters.push(letter));
    await eventually(() =>
      expect(letters).toMatchObject([
        { queue, event: { id: event.id }, attempts: 12, reason: 'Error: never' },
      ]),
    );
    expect(await inboxRows()).toBe(0);
  });

  it('stop together', async () => {
    const handler = defineEventHandler({ queue, patterns: ['#'], handle: (_, em) => ring(em) });
    const consumers = await consumeAll(broker, database.orm, [handler]);
    await consumers.stop();
    await broker.publish([createEvent(walletOpened())]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await rings()).toBe(0);
  });

  it('refuse at once what no later try could handle: broken data, an unknown version, another type', async () => {
    const handler = defineEventHandler({ queue, type: 'payments.wallet.opened', handle: async () => {} });
    const event = createEvent(walletOpened());
    const handle = (changed: Partial<EventEnvelope>) =>
      handler.handle({ ...event, ...changed }, database.orm.em.fork());
    await expect(handle({})).resolves.toBeUndefined();
    const unhandleable = { name: 'UnhandleableEvent' };
    await expect(handle({ data: { ...event.data, currency: 5 } })).rejects.toMatchObject({
      ...unhandleable,
      message: expect.stringMatching(/^payments\.wallet\.opened breaks its contract: data\.currency: /),
    });
    await expect(handle({ dataschema: 'payments.wallet.opened/2' })).rejects.toMatchObject({
      ...unhandleable,
      message: expect.stringMatching(/of version 1, got "payments\.wallet\.opened\/2"$/),
    });
    await expect(handle({ type: 'auth.user.registered' })).rejects.toMatchObject({
      ...unhandleable,
      message: 'Expected an event of type payments.wallet.opened, got auth.user.registered',
    });
  });

  it('get several types through one queue, each checked by its own contract', async () => {
    const seen: string[] = [];
    const handler = defineEventHandler({
      queue,
      type: ['payments.wallet.opened', 'auth.session.started'],
      handle: async ({ type, data }) => void seen.push(`${type} of ${data.userId}`),
    });
    expect(handler.patterns).toEqual(['payments.wallet.opened', 'auth.session.started']);
    await consumeAll(broker, database.orm, [handler]);
    const userId = uuidv7();
    const data = { userId, sessionId: uuidv7() };
    await broker.publish([
      createEvent({ type: 'auth.session.started', subject: 'a', data, audience: [], actor: userId }),
    ]);
    await eventually(() => expect(seen).toEqual([`auth.session.started of ${userId}`]));
  });

  it('are handed several events in one transaction where they allow it, and one by one otherwise', async () => {
    const subscriptions: Subscription[] = [];
    const offering = {
      declare: async () => undefined,
      consume: async (subscription: Subscription) => {
        subscriptions.push(subscription);
        return { stop: async () => undefined };
      },
    };
    const handle = (_: unknown, em: EntityManager) => ring(em);
    const alone = defineEventHandler({ queue: 'bells.bells.toll', patterns: ['#'], handle });
    const together = defineEventHandler({ queue, patterns: ['#'], batchSizeMax: 50, handle });
    const consumers = await consumeAll(offering, database.orm, [alone, together]);
    await consumers.stop();
    expect(subscriptions.map(({ batchSizeMax }) => batchSizeMax)).toEqual([undefined, 50]);
    expect(subscriptions[0]?.handleBatch).toBeUndefined();
    await subscriptions[1]?.handleBatch?.([createEvent(walletOpened()), createEvent(walletOpened())]);
    expect([await inboxRows(), await rings()]).toEqual([2, 2]);
  });

  it('are stopped again when one of them cannot be started', async () => {
    const steps: string[] = [];
    const failing = {
      declare: async () => undefined,
      consume: async (subscription: Subscription) => {
        if (subscription.queue === 'second') throw new Error('no such queue');
        steps.push(`start ${subscription.queue}`);
        return { stop: async () => void steps.push(`stop ${subscription.queue}`) };
      },
    };
    const handlers = ['first', 'second'].map((name) => ({
      queue: name,
      patterns: [],
      handle: async () => {},
    }));
    await expect(consumeAll(failing, database.orm, handlers)).rejects.toThrow('no such queue');
    expect(steps).toEqual(['start first', 'stop first']);
  });
});
