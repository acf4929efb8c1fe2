import { Client } from 'pg';
import { startOwnPostgres, type OwnPostgres } from './own-postgres.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

describe('startOwnPostgres', () => {
  let own: OwnPostgres;
  beforeAll(async () => {
    own = await startOwnPostgres();
  });
  afterAll(() => own?.stop());

  it('keeps what was committed when it is killed, and not what was not', async () => {
    await query(own.url(), 'create table kept (id int)');
    const unfinished = new Client({ connectionString: own.url() });
    const broken = new Promise((resolve) => unfinished.on('error', resolve));
    await unfinished.connect();
    await unfinished.query('begin; insert into kept values (2)');
    await query(own.url(), 'insert into kept values (1)');
    await own.kill();
    await broken;
    await expect(query(own.url(), 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    await own.restart();
    expect(await query(own.url(), 'select id from kept')).toEqual([{ id: 1 }]);
  });

  it('restarts while clients work', async () => {
    const asleep = query(own.url(), 'select pg_sleep(60)');
    const cut = expect(asleep).rejects.toThrow();
    await query(own.url(), 'create database other');
    await own.restart();
    await cut;
    expect(await query(own.url('other'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('syncs its writes, as a server that is killed must', async () => {
    expect(await query(own.url(), 'show fsync')).toEqual([{ fsync: 'on' }]);
  });
});
