import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import { createEvent, type EventOf } from '@payloom/event-contracts/catalogue';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { Bell, openMessagingDatabase, walletOpened, type MessagingDatabase } from './database.fixture.ts';
import { openEmbeddedBroker, type EmbeddedBroker } from './embedded-broker.ts';
import { consumeAll, defineEventHandler } from './event-handler.ts';
import { InboxEntry } from './inbox-entry.entity.ts';
import { forgetOldInboxEntries, handleOnce } from './inbox.ts';

const queue = 'bells.bells.ring';
const bellId = uuidv7();

async function ring(em: EntityManager): Promise<void> {
  const bell = (await em.findOne(Bell, bellId)) ?? em.create(Bell, { id: bellId, rings: 0 });
  bell.rings += 1;
}

describe('event handlers', () => {
  let database: MessagingDatabase;
  let broker: EmbeddedBroker;
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
    const letters = await eventually(async () => {
      const parked = await broker.deadLetters();
      expect(parked).toHaveLength(1);
      return parked;
    });
    expect(letters[0]).toMatchObject({ queue, attempts: 12, reason: 'Error: never' });
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

  it('let one of two deliveries that meet have the effect', async () => {
    const event = createEvent(walletOpened());
    const effects = await Promise.all(
      [1, 2, 3].map(() =>
        handleOnce(database.orm.em, queue, event, async (em) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          await ring(em);
        }),
      ),
    );
    expect(effects.filter(Boolean)).toHaveLength(1);
    expect(await rings()).toBe(1);
  });

  it('forget events after three months', async () => {
    await handleOnce(database.orm.em, queue, createEvent(walletOpened()), async () => undefined);
    const day = 24 * 60 * 60 * 1_000;
    expect(await forgetOldInboxEntries(database.orm.em, new Date(Date.now() + 89 * day))).toBe(0);
    expect(await forgetOldInboxEntries(database.orm.em, new Date(Date.now() + 91 * day))).toBe(1);
  });
});
