import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openBoundedLog } from './bounded-log.ts';
import { openDataFolder } from './data-folder.ts';
import { createDatabases } from './databases.ts';
import { readPostmasterPid } from './postmaster.ts';
import { startPostgres, type Postgres, type PostgresOptions } from './postgres.ts';
import { runs } from './processes.ts';

const data = openDataFolder(mkdtempSync(join(tmpdir(), 'payloom-postgres-')));
const options: PostgresOptions = {
  folder: data.postgres,
  password: 'a-password-of-the-test',
  log: openBoundedLog(join(data.logs, 'postgres.log')),
};
let server: Postgres | undefined;

async function query(postgres: Postgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.url('payments') });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  await server?.stop();
  rmSync(data.path, { recursive: true, force: true });
});

it('makes the cluster and the databases, durable and for this machine only', async () => {
  server = await startPostgres(options);
  await createDatabases(server, ['payments']);
  await createDatabases(server, ['payments', 'auth']);
  await query(server, "create table kept as select 'confirmed' as word");
  expect(
    await query(
      server,
      "select current_setting('fsync') as fsync, current_setting('listen_addresses') as host",
    ),
  ).toEqual([{ fsync: 'on', host: '127.0.0.1' }]);
}, 60_000);

it('stops a server that a killed start left behind, and keeps what it held', async () => {
  const pid = readPostmasterPid(data.postgres) ?? 0;
  expect(runs(pid, data.postgres)).toBe(true);
  server = await startPostgres(options);
  expect(runs(pid, data.postgres)).toBe(false);
  expect(await query(server, 'select word from kept')).toEqual([{ word: 'confirmed' }]);
}, 60_000);

it('starts although another program now has the process id of the old server', async () => {
  await server?.stop();
  writeFileSync(join(data.postgres, 'postmaster.pid'), `${process.pid}\n${data.postgres}\n0\n1\n`);
  server = await startPostgres(options);
  expect(await query(server, 'select word from kept')).toEqual([{ word: 'confirmed' }]);
}, 60_000);

it('says that a damaged cluster is damaged, deletes nothing and leaves no process', async () => {
  await server?.stop();
  server = undefined;
  writeFileSync(join(data.postgres, 'global', 'pg_control'), 'not a control file');
  await expect(startPostgres(options)).rejects.toThrow(
    /does not start: .*Nothing was deleted.*start --reset/s,
  );
  await sleep(100);
  expect(runs(readPostmasterPid(data.postgres) ?? 0, data.postgres)).toBe(false);
  rmSync(join(data.postgres, 'PG_VERSION'));
  await expect(startPostgres(options)).rejects.toThrow(/PG_VERSION is missing/);
}, 60_000);
