import { v7 as uuidv7 } from 'uuid';
import { Bell, openMessagingDatabase, walletOpened, type MessagingDatabase } from './database.fixture.ts';
import { onOutboxCommit } from './outbox-commits.ts';
import { OutboxEntry } from './outbox-entry.entity.ts';
import { recordEvent } from './outbox.ts';

describe('a commit that recorded events', () => {
  let database: MessagingDatabase;
  let end: () => void;
  const counted: Promise<number>[] = [];

  beforeEach(async () => {
    database = await openMessagingDatabase();
    // How many events a reader finds that looks as soon as it is told.
    end = onOutboxCommit(database.orm, () => void counted.push(database.orm.em.fork().count(OutboxEntry)));
  });
  afterEach(async () => {
    end();
    counted.length = 0;
    await database.close();
  });

  it('is told of when others can see them: of a flush, of a transaction, of one begun by hand', async () => {
    const em = database.orm.em.fork();
    recordEvent(em, walletOpened());
    await em.flush();
    await Promise.all(counted);
    await database.orm.em.fork().transactional(async (transaction) => {
      recordEvent(transaction, walletOpened());
      await transaction.flush();
      recordEvent(transaction, walletOpened());
    });
    await Promise.all(counted);
    const byHand = database.orm.em.fork();
    await byHand.begin();
    recordEvent(byHand, walletOpened());
    await byHand.commit();
    expect(await Promise.all(counted)).toEqual([1, 3, 4]);
  });

  it('is not told of when there were none, and when it was rolled back', async () => {
    const em = database.orm.em.fork();
    em.create(Bell, { id: uuidv7(), rings: 0 });
    await em.flush();
    const failing = database.orm.em.fork().transactional(async (transaction) => {
      recordEvent(transaction, walletOpened());
      await transaction.flush();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await Promise.all(counted)).toEqual([]);
  });

  it('is told of no more once nobody listens', async () => {
    end();
    const em = database.orm.em.fork();
    recordEvent(em, walletOpened());
    await em.flush();
    expect(await Promise.all(counted)).toEqual([]);
  });
});
