import { setTimeout as delay } from 'node:timers/promises';
import { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';
import { ormConfig } from '../orm.config.ts';
import { beginLook } from './begin-look.ts';

const silentMaxMs = 200;

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createTestDatabase('looks');
  const config = ormConfig(database.url);
  const onConnect = (client: { query: (sql: string) => Promise<unknown> }) =>
    client.query(`set idle_in_transaction_session_timeout = ${silentMaxMs}`);
  orm = await MikroORM.init({ ...config, driverOptions: { ...config.driverOptions, onConnect } });
});
afterAll(async () => {
  await orm.close();
  await database.drop();
});

it('a look goes on behind a page that was taken slowly, where another transaction would be undone', async () => {
  const [look, other] = [await beginLook(orm.em), orm.em.fork()];
  await other.begin();
  await delay(3 * silentMaxMs);
  expect(await look.execute('select 1 as one')).toEqual([{ one: 1 }]);
  await expect(other.execute('select 1 as one')).rejects.toThrow();
  await look.rollback();
});
