import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { createEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { Bell, openMessagingDatabase, walletOpened, type MessagingDatabase } from './database.fixture.ts';
import { InboxEntry } from './inbox-entry.entity.ts';
import { forgetOldInboxEntries, handleAllOnce, handleOnce } from './inbox.ts';

const queue = 'bells.bells.ring';
const bellId = uuidv7();
const eventOf = (subject: string) => createEvent(walletOpened(subject));

async function ring(em: EntityManager): Promise<void> {
  const bell = (await em.findOne(Bell, bellId)) ?? em.create(Bell, { id: bellId, rings: 0 });
  bell.rings += 1;
}

describe('the inbox', () => {
  let database: MessagingDatabase;
  beforeEach(async () => {
    database = await openMessagingDatabase();
  });
  afterEach(() => database.close());

  const rings = async () => (await database.orm.em.fork().findOne(Bell, bellId))?.rings ?? 0;
  const inboxRows = () => database.orm.em.fork().count(InboxEntry);
  const ringFor = (events: readonly EventEnvelope[]) =>
    handleAllOnce(database.orm.em, queue, events, (_, em) => ring(em));

  /** How many of this database's connections wait for a lock now. */
  async function waitingForLock(): Promise<number> {
    const [row] = await database.orm.em
      .fork()
      .execute<{ count: string }[]>(
        `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
    return Number(row?.count);
  }

  it('lets one of several deliveries that meet have the effect', async () => {
    const event = eventOf('a');
    const effects = await Promise.all(
      [1, 2, 3].map(() =>
        handleOnce(database.orm.em, queue, event, async (em) => {
          await delay(20);
          await ring(em);
        }),
      ),
    );
    expect(effects.filter(Boolean)).toHaveLength(1);
    expect(await rings()).toBe(1);
  });

  it('has the effects of a batch in one transaction, each once, whatever was seen before or stands in it twice', async () => {
    const [seen, twice, once] = [eventOf('a'), eventOf('b'), eventOf('c')];
    await ringFor([seen]);
    const took = await ringFor([twice, seen, twice, once]);
    expect(took).toEqual([twice, once]);
    expect([await rings(), await inboxRows()]).toEqual([3, 3]);
  });

  it('keeps apart what several queues have seen', async () => {
    const event = eventOf('a');
    await ringFor([event]);
    expect(await handleOnce(database.orm.em, 'bells.bells.toll', event, ring)).toBe(true);
  });

  it('leaves no trace of a batch of which one effect failed', async () => {
    const events = [eventOf('a'), eventOf('b'), eventOf('c')];
    const effect = async ({ subject }: EventEnvelope, em: EntityManager) => {
      await ring(em);
      await em.flush();
      if (subject === 'c') throw new Error('not this one');
    };
    await expect(handleAllOnce(database.orm.em, queue, events, effect)).rejects.toThrow('not this one');
    expect([await rings(), await inboxRows()]).toEqual([0, 0]);
    expect(await ringFor(events)).toHaveLength(3);
  });

  it('goes through the events of each subject in their order', async () => {
    const events = ['b', 'a', 'b', 'a', 'c'].map(eventOf);
    const order: string[] = [];
    await handleAllOnce(database.orm.em, queue, events, async ({ id }) => void order.push(id));
    const ofSubject = (subject: string) =>
      events.filter((each) => each.subject === subject).map(({ id }) => id);
    expect(order).toEqual([...ofSubject('a'), ...ofSubject('b'), ...ofSubject('c')]);
  });

  it('lets batches that touch the same rows the other way round wait for each other and not for ever', async () => {
    const bells = { a: uuidv7(), b: uuidv7() };
    const em = database.orm.em.fork();
    for (const id of Object.values(bells)) em.create(Bell, { id, rings: 0 });
    await em.flush();
    let locks = 0;
    const ringOwn = async ({ subject }: EventEnvelope, transaction: EntityManager) => {
      const id = subject === 'a' ? bells.a : bells.b;
      await transaction.execute('update bell set rings = rings + 1 where id = ?', [id]);
      locks += 1;
      // Holds its first lock until the other batch holds one too, or waits for this one.
      await eventually(async () => expect(Math.max(locks, 1 + (await waitingForLock()))).toBeGreaterThan(1));
    };
    const handle = (...events: EventEnvelope[]) => handleAllOnce(database.orm.em, queue, events, ringOwn);
    await Promise.all([handle(eventOf('a'), eventOf('b')), handle(eventOf('b'), eventOf('a'))]);
    const rung = await database.orm.em.fork().find(Bell, {});
    expect(rung.map((bell) => bell.rings)).toEqual([2, 2]);
  });

  it('forgets events after three months', async () => {
    await ringFor([eventOf('a')]);
    const dayMs = 24 * 60 * 60 * 1_000;
    expect(await forgetOldInboxEntries(database.orm.em, new Date(Date.now() + 89 * dayMs))).toBe(0);
    expect(await forgetOldInboxEntries(database.orm.em, new Date(Date.now() + 91 * dayMs))).toBe(1);
  });
});
