import { Client } from 'pg';
import { subgraphNames, type SubgraphName } from '../../e2e/services/embedded-services.ts';

/** So many rows of each list match what is looked for seldom, whatever the size. */
const rareCount = 20;
const daysTold = 100;
const dayMs = 86_400_000;

/** How an installation is filled: the rows of each list, the last one made now, the first a hundred days ago. */
export interface Filling {
  readonly size: number;
  readonly nowMs: number;
}

/** Who is asked for, by their number among the users. */
export const people = { busy: 1, quiet: 2, administrator: 3, seldom: 49 } as const;

/** A UUIDv7 that says when its row was made, and is the same in every database. */
const idFunction = ({ size, nowMs }: Filling) => {
  const stepMs = (daysTold * dayMs) / size;
  return `
  create function bench_ms(i int) returns bigint language sql immutable
    return ${nowMs}::bigint - ((${size} - i) * ${stepMs}::numeric)::bigint;
  create function bench_at(i int) returns timestamptz language sql immutable
    return to_timestamp(bench_ms(i) / 1000.0);
  create function bench_id(salt text, i int) returns uuid language sql immutable
    return (lpad(to_hex(bench_ms(i)), 12, '0') || '7' || substr(md5(salt || i), 1, 3) || '8' || substr(md5(salt || i), 4, 15))::uuid;
  create function bench_rare(i int, which int) returns boolean language sql immutable
    return i % ${size / rareCount} = which;`;
};

const each = 'generate_series(1, $1::int) as i';
const role = `case when bench_rare(i, 3) then 'ADMIN' when i % 5 = 0 then 'VENDOR' else 'CUSTOMER' end`;
const status = `case when bench_rare(i, 4) then 'SUSPENDED' else 'ACTIVE' end`;
const email = `'person.' || i || '@example.com'`;
const name = `case when bench_rare(i, 1) then 'Zanzibar ' else 'Person ' end || i`;

/** The busy customer is in half of all payments, and in all that are looked for; the quiet one, and one seldom paid, in twenty. */
const payer = `bench_id('user', case when bench_rare(i, 0) then ${people.quiet}
  when i % 4 = 0 or bench_rare(i, 1) or bench_rare(i, 2) then ${people.busy} else 4 + i % 40 end)`;
const recipient = `bench_id('user', case when bench_rare(i, 1) then ${people.seldom}
  when i % 4 = 1 and not (bench_rare(i, 0) or bench_rare(i, 1) or bench_rare(i, 2)) then ${people.busy}
  else 50 + i % 40 end)`;

const statements: Readonly<Record<SubgraphName, readonly string[]>> = {
  auth: [
    `insert into users (id, email, password_hash, role, status, created_at)
     select bench_id('user', i), ${email}, 'none', ${role}, ${status}, bench_at(i) from ${each}`,
  ],
  profile: [
    `insert into profiles (id, display_name, locale, time_zone, created_at, updated_at)
     select bench_id('user', i), ${name}, 'en-GB', 'Europe/Zurich', bench_at(i), bench_at(i) from ${each}`,
  ],
  payments: [
    `insert into payee (user_id, email, created_at) select bench_id('user', i), ${email}, bench_at(i) from ${each}`,
    `insert into wallet (id, owner_id, currency, created_at)
     select bench_id('wallet', i), bench_id('user', i), 'EUR', bench_at(i) from ${each}`,
    `insert into ledger_account (id, kind, currency, balance_minor)
     select 'wallet:' || bench_id('wallet', i), 'WALLET', 'EUR', i from ${each}`,
    `insert into payment (id, status, payer_id, recipient_id, amount_minor, currency, note, created_at, updated_at)
     select bench_id('payment', i), case when bench_rare(i, 1) then 'FAILED' else 'COMPLETED' end, ${payer}, ${recipient},
       case when bench_rare(i, 2) then 1000000 else 100 end + i % 9000, 'EUR', case when bench_rare(i, 2) then 'Deposit for the flat' else 'Invoice ' || i end,
       bench_at(i), bench_at(i) from ${each}`,
  ],
  admin: [
    `insert into users (id, email, display_name, role, status, registered_at)
     select bench_id('user', i), ${email}, ${name}, ${role}, ${status}, bench_at(i) from ${each}`,
    `insert into audit_entries (id, at, action, actor_id, subject, client_address, before, after)
     select bench_id('audit', i), bench_at(i),
       case when bench_rare(i, 1) then 'auth.user.suspended' else 'payments.payment.completed' end,
       case when bench_rare(i, 2) then bench_id('user', ${people.quiet}) when i % 2 = 0 then bench_id('user', ${people.busy}) end,
       bench_id('payment', i)::text,
       case when bench_rare(i, 3) then '203.0.113.9' else '198.51.100.' || i % 200 end, null,
       jsonb_build_object('status', 'COMPLETED', 'note', case when bench_rare(i, 4) then 'Zanzibar' else 'Invoice ' || i end)
     from ${each}`,
  ],
};

async function fillDatabase(client: Client, name: SubgraphName, filling: Filling): Promise<void> {
  await client.query(idFunction(filling));
  for (const sql of statements[name]) await client.query(sql, [filling.size]);
  // What a server that has run for a while knows of its tables.
  await client.query('vacuum analyze');
}

/** Fills the four databases; `url` gives the address of each. */
export async function fill(url: (name: SubgraphName) => string, filling: Filling): Promise<void> {
  for (const name of subgraphNames) {
    const client = new Client({ connectionString: url(name) });
    await client.connect();
    try {
      await fillDatabase(client, name, filling);
    } finally {
      await client.end();
    }
  }
}

/** The id of a row by its number, in an installation that is filled. */
export async function findId(url: string, salt: 'user' | 'payment' | 'audit', i: number): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('select bench_id($1, $2) as id', [salt, i]);
    return rows[0]?.id ?? '';
  } finally {
    await client.end();
  }
}
