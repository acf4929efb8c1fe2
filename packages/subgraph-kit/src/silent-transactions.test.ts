import { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';
import { defineOrm } from './orm.ts';

const lockSql = 'select pg_advisory_xact_lock(1)';

describe('a transaction that says nothing more', () => {
  let database: TestDatabase;
  let [hanging, other]: (MikroORM | undefined)[] = [];

  const connect = (silentInTransactionMaxMs?: number) => {
    const settings = { databaseUrl: database.url, entities: [], migrationsPath: import.meta.dirname };
    const orm = defineOrm({
      ...settings,
      poolSizeMax: 1,
      ...(silentInTransactionMaxMs !== undefined && { silentInTransactionMaxMs }),
    });
    return MikroORM.init({ ...orm, debug: [], logger: () => undefined });
  };
  beforeAll(async () => {
    database = await createTestDatabase('silent_transactions');
    [hanging, other] = [await connect(300), await connect()];
  });
  afterAll(async () => {
    await hanging?.close();
    await other?.close();
    await database.drop();
  });

  it('is undone by the server: what it has locked is free, and its place in the pool', async () => {
    const [goOn, locked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const silent = hanging?.em.fork().transactional(async (em) => {
      await em.execute(lockSql);
      locked.resolve();
      // As a process that was stopped: it knows nothing of the time.
      await goOn.promise;
      await em.execute('select 1');
    });
    await locked.promise;
    await other?.em.fork().transactional((em) => em.execute(lockSql));
    goOn.resolve();
    await expect(silent).rejects.toThrow();
    expect(await hanging?.em.fork().execute('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('has half a minute, unless that is told otherwise', async () => {
    expect(await other?.em.fork().execute('show idle_in_transaction_session_timeout')).toEqual([
      { idle_in_transaction_session_timeout: '30s' },
    ]);
  });
});
