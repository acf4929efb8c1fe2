import { MikroORM } from '@mikro-orm/postgresql';
import { messagingTablesSql } from '@payloom/messaging/tables';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';
import { v7 as uuidv7 } from 'uuid';
import { readHeartbeat } from './database-state.ts';
import { defineOrm } from './orm.ts';

const queues = ['a.b.c', 'd.e.f', 'idle'];

describe('what a subgraph says of its database', () => {
  let database: TestDatabase;
  let orm: MikroORM;

  const connect = (databaseUrl = database.url) =>
    MikroORM.init({
      ...defineOrm({ databaseUrl, entities: [], migrationsPath: import.meta.dirname, poolSizeMax: 4 }),
      debug: [],
      logger: () => undefined,
    });
  beforeAll(async () => {
    database = await createTestDatabase('database_state');
    orm = await connect();
    for (const sql of messagingTablesSql) await orm.em.execute(sql);
  });
  afterAll(async () => {
    await orm.close();
    await database.drop();
  });

  const event = JSON.stringify({ id: uuidv7() });

  it('is how long it takes to answer, its connections, its size and what waits in its outbox', async () => {
    await orm.em.execute(
      `insert into outbox (event, recorded_at) values (?, now() - interval '90 seconds'), (?, now())`,
      [event, event],
    );
    const { database: state } = await readHeartbeat(orm.em, queues);
    expect(state).toMatchObject({ outboxWaiting: 2, outboxAgeSeconds: expect.any(Number) });
    expect(state?.outboxAgeSeconds).toBeGreaterThanOrEqual(90);
    expect(state?.connectionsUsed).toBeGreaterThan(0);
    expect(state?.connectionsMax).toBeGreaterThanOrEqual(state?.connectionsUsed ?? Infinity);
    expect(state?.sizeBytes).toBeGreaterThan(1_000_000);
    expect(state?.pingMs).toBeGreaterThanOrEqual(0);
  });

  it('is how long the oldest transaction has lasted', async () => {
    const lasting = orm.em.fork();
    await lasting.begin();
    await lasting.execute('select 1');
    await lasting.execute('select pg_sleep(1.6)');
    const { database: state } = await readHeartbeat(orm.em, queues);
    await lasting.rollback();
    expect(state?.oldestTransactionSeconds).toBeGreaterThanOrEqual(2);
    expect((await readHeartbeat(orm.em, queues)).database?.oldestTransactionSeconds).toBe(0);
  });

  it('knows the bound that the database has of its own', async () => {
    const [row] = await orm.em.execute<{ name: string }[]>('select current_database() as name');
    await orm.em.execute(`alter database "${row?.name ?? ''}" connection limit 7`);
    expect((await readHeartbeat(orm.em, queues)).database?.connectionsMax).toBe(7);
  });

  it('counts what each queue had handled within the last minute', async () => {
    await orm.em.execute(
      `insert into inbox (queue, event_id, handled_at) values
         ('a.b.c', ?, now()), ('a.b.c', ?, now() - interval '59 seconds'),
         ('a.b.c', ?, now() - interval '61 seconds'), ('d.e.f', ?, now())`,
      Array.from({ length: 4 }, () => uuidv7()),
    );
    expect((await readHeartbeat(orm.em, queues)).handledLastMinute).toEqual({
      'a.b.c': 2,
      'd.e.f': 1,
      idle: 0,
    });
  });

  it('is nothing when the database is away, or does not answer in time', async () => {
    const nothing = { database: null, handledLastMinute: null };
    const held = orm.em.fork();
    await held.begin();
    await held.execute('lock table inbox, outbox in access exclusive mode');
    expect(await readHeartbeat(orm.em, queues, 200)).toEqual(nothing);
    await held.rollback();
    const away = await connect('postgresql://nobody@127.0.0.1:1/none');
    expect(await readHeartbeat(away.em, queues)).toEqual(nothing);
    await away.close();
  });
});
