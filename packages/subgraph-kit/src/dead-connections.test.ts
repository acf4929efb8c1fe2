import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { eventually } from '@payloom/testkit/eventually';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';
import { defineOrm } from './orm.ts';

const poolSizeMax = 2;

/** The server ends the connection of this transaction, as it does when it shuts down. */
async function cutConnectionOf(em: EntityManager, other: MikroORM): Promise<void> {
  const [row] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
  await other.em.fork().execute('select pg_terminate_backend(?, 5000)', [row?.pid]);
}

describe('a database connection that ends in the middle of a transaction', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  let other: MikroORM;

  const connect = () => {
    const settings = {
      databaseUrl: database.url,
      entities: [],
      migrationsPath: import.meta.dirname,
      poolSizeMax,
    };
    return MikroORM.init({ ...defineOrm(settings), debug: [], logger: () => undefined });
  };
  beforeAll(async () => {
    database = await createTestDatabase('dead_connections');
    [orm, other] = [await connect(), await connect()];
  });
  // Waits for every connection that is still held, so it ends only when all have been given back.
  afterAll(async () => {
    await orm.close();
    await other.close();
    await database.drop();
  });

  const answers = () => orm.em.fork().execute('select 1 as one');

  it('leaves its place in the pool to the next, however often that happens', async () => {
    for (let round = 0; round <= poolSizeMax; round += 1) {
      const transaction = orm.em.fork().transactional(async (em) => {
        await cutConnectionOf(em, other);
        await em.execute('select 1');
      });
      await expect(transaction).rejects.toThrow();
    }
    expect(await answers()).toEqual([{ one: 1 }]);
  });

  it('does so too when only the commit finds out', async () => {
    for (let round = 0; round <= poolSizeMax; round += 1) {
      await expect(orm.em.fork().transactional((em) => cutConnectionOf(em, other))).rejects.toThrow();
    }
    expect(await answers()).toEqual([{ one: 1 }]);
  });

  it('is released once when a query outside a transaction finds out', async () => {
    const cut = () => orm.em.fork().execute('select pg_terminate_backend(pg_backend_pid())');
    for (let round = 0; round <= poolSizeMax; round += 1) await expect(cut()).rejects.toThrow();
    // The error reaches the query before the end reaches the connection.
    await eventually(async () => expect(await answers()).toEqual([{ one: 1 }]));
  });
});
