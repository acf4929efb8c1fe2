import { v7 as uuidv7 } from 'uuid';
import { Bell, openMessagingDatabase, walletOpened, type MessagingDatabase } from './database.fixture.ts';
import { OutboxEntry } from './outbox-entry.entity.ts';
import { recordEvent } from './outbox.ts';
import { dropMessagingTablesSql } from './tables.ts';

describe('recordEvent', () => {
  let database: MessagingDatabase;
  beforeEach(async () => {
    database = await openMessagingDatabase();
  });
  afterEach(() => database.close());

  it('keeps the event with the change it belongs to', async () => {
    const event = await database.orm.em.fork().transactional(async (em) => {
      em.persist(em.create(Bell, { id: uuidv7(), rings: 1 }));
      return recordEvent(em, walletOpened());
    });
    const entries = await database.orm.em.fork().find(OutboxEntry, {});
    expect(entries.map((entry) => entry.event)).toEqual([JSON.parse(JSON.stringify(event))]);
  });

  it('leaves nothing behind when the change is rolled back', async () => {
    const failing = database.orm.em.fork().transactional(async (em) => {
      recordEvent(em, walletOpened());
      await em.flush();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await database.orm.em.fork().count(OutboxEntry)).toBe(0);
  });

  it('refuses data that breaks the contract before anything is written', () => {
    const { data, ...event } = walletOpened();
    const broken = { ...event, data: { ...data, walletId: 'the brown one' } };
    expect(() => recordEvent(database.orm.em.fork(), broken)).toThrow(/walletId|uuid/i);
  });

  it('has tables that can be taken away again', async () => {
    for (const sql of dropMessagingTablesSql) await database.orm.em.execute(sql);
    await expect(database.orm.em.fork().count(OutboxEntry)).rejects.toThrow(/does not exist/);
  });
});
