import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import type { App } from './installation.ts';

const secretsSchema = z.object({ postgresPassword: z.string() });
const portLine = 3;

/** Runs SQL in one of the installation's own databases. */
export async function runIn(app: App, database: string, sql: string): Promise<void> {
  const secrets = secretsSchema.parse(JSON.parse(readFileSync(join(app.folder, 'secrets.json'), 'utf8')));
  const lines = readFileSync(join(app.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const client = new Client({
    host: '127.0.0.1',
    port: z.coerce.number().int().parse(lines[portLine]),
    user: 'payloom',
    password: secrets.postgresPassword,
    database,
  });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** From now on the audit log refuses entries about `action`, as a bug in its consumer would. Returns how to mend it. */
export async function poisonAuditLog(app: App, action: string): Promise<() => Promise<void>> {
  if (!/^[a-z.-]+$/.test(action)) throw new TypeError(`${action} is no event type`);
  await runIn(
    app,
    'admin',
    `create or replace function refuse_entry() returns trigger language plpgsql as $$
       begin raise exception 'the audit log is out of ink'; end $$;
     create or replace trigger refuse_entry before insert on audit_entries
       for each row when (new.action = '${action}') execute function refuse_entry();`,
  );
  return () => runIn(app, 'admin', 'drop trigger if exists refuse_entry on audit_entries');
}
