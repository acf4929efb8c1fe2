import type { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';

/** Payments whose every entry the audit log refuses, and those of which it refuses one in the middle; by their ids. */
export const poison = {
  everyEvent: '0[0-2]$',
  oneEvent: '0[3-5]$',
  oneEventType: 'payments.payment.processing',
};

/*
 * Copies what is committed, for the product takes its outbox rows away again. Positions are drawn in the transaction:
 * of two transactions of which one began after the other had been committed, they tell the order. Of two that are under way
 * at once either may come first: what an event's transaction saw of others says which those were. A database that is restored counts its
 * transactions anew, so each is known by its server as well.
 */
const logSql = `
  create function fault_log_server() returns text language sql as $$
    select system_identifier::text from pg_control_system() $$;
  create sequence fault_position;
  create table fault_recorded (
    position bigint primary key, transaction_id xid8 default pg_current_xact_id(),
    server text not null default fault_log_server(), snapshot pg_snapshot not null default pg_current_snapshot(),
    event_id uuid not null, event jsonb not null
  );
  create table fault_handled (
    position bigint primary key default nextval('fault_position'), transaction_id xid8 default pg_current_xact_id(),
    server text not null default fault_log_server(), queue text not null, event_id uuid not null
  );
  create table fault_effect (
    position bigint primary key default nextval('fault_position'), transaction_id xid8 default pg_current_xact_id(),
    server text not null default fault_log_server(), effect text not null, key text not null, detail text
  );
  create index fault_handled_transaction on fault_handled (transaction_id, server);
  create function fault_log_recorded() returns trigger language plpgsql as $$
    begin
      insert into fault_recorded (position, event_id, event)
        values (new.sequence, (new.event->>'id')::uuid, new.event);
      return null;
    end $$;
  create function fault_log_handled() returns trigger language plpgsql as $$
    begin
      insert into fault_handled (queue, event_id) values (new.queue, new.event_id);
      return null;
    end $$;
  create trigger fault_log after insert on outbox for each row execute function fault_log_recorded();
  create trigger fault_log after insert on inbox for each row execute function fault_log_handled();`;

/** A trigger that writes down the effect of a change: its name, a key and a detail as SQL over the new row. */
const effectSql = (table: string, events: string, values: string, when = 'true'): string => `
  create function fault_log_${table}() returns trigger language plpgsql as $$
    begin
      insert into fault_effect (effect, key, detail) values (${values});
      return null;
    end $$;
  create trigger fault_log after ${events} on ${table}
    for each row when (${when}) execute function fault_log_${table}();`;

const paymentsSql = [
  logSql,
  effectSql('wallet', 'insert', `'wallet', new.owner_id, null`),
  effectSql('payment_step', 'insert', 'new.status, new.payment_id, null', `new.status <> 'PENDING'`),
  effectSql('display_name', 'insert or update', `'display name', new.user_id, new.name`),
];

const authSql = [logSql, effectSql('notification_mails', 'insert', `'mail', new.event_id, null`)];

const adminSql = [
  logSql,
  effectSql('audit_entries', 'insert', `'entry', new.id, null`, `new.action not like 'admin.%'`),
  effectSql('users', 'insert or update', `'user', new.id, new.display_name`),
];

const poisonSql = `
  create table fault_poison (until_id text not null);
  insert into fault_poison values ('g');
  create function fault_poison() returns trigger language plpgsql as $$
    begin
      if new.subject collate "C" < (select until_id from fault_poison) and (
        new.subject ~ '${poison.everyEvent}' or
        (new.subject ~ '${poison.oneEvent}' and new.action = '${poison.oneEventType}')
      ) then
        raise exception 'this entry is poisoned';
      end if;
      return new;
    end $$;
  create trigger fault_poison before insert on audit_entries
    for each row when (new.action like 'payments.payment.%') execute function fault_poison();`;

/** Sets up the log of events alone, in a database whose other changes are not looked at. */
export async function logEvents(database: Client): Promise<void> {
  await database.query(logSql);
}

/** Takes everything away that was set up to keep a log, if there is any. */
export async function takeLogAway(database: Client): Promise<void> {
  await database.query(`do $$
    declare each record;
    begin
      for each in select proname from pg_proc where proname like 'fault\\_log\\_%' loop
        execute 'drop function ' || each.proname || '() cascade';
      end loop;
    end $$;
    drop table if exists fault_recorded, fault_handled, fault_effect;
    drop sequence if exists fault_position;`);
}

/** Sets up the commit log of the payments database. */
export async function logPayments(database: Client): Promise<void> {
  for (const sql of paymentsSql) await database.query(sql);
}

/** Sets up the commit log of the admin database. */
export async function logAdmin(database: Client): Promise<void> {
  for (const sql of adminSql) await database.query(sql);
}

/** Sets up the commit log of the auth database. */
export async function logAuth(database: Client): Promise<void> {
  for (const sql of authSql) await database.query(sql);
}

/** Entries that the audit log refuses, as a bug in its consumer would, until that is mended. */
export class Poison {
  readonly #query: <Result>(use: (database: Client) => Promise<Result>) => Promise<Result>;
  /** Behind every id. */
  #untilId = 'g';

  constructor(query: <Result>(use: (database: Client) => Promise<Result>) => Promise<Result>) {
    this.#query = query;
  }

  async put(): Promise<void> {
    await this.#query((database) => database.query(poisonSql));
  }

  /** Leaves payments alone that are made from now on, so that the tries are over soon after the traffic. */
  async sparesNewPayments(): Promise<void> {
    // UUIDs of version 7 begin with their time.
    this.#untilId = uuidv7({ msecs: Date.now(), random: new Uint8Array(16) });
    await this.#query((database) => database.query('update fault_poison set until_id = $1', [this.#untilId]));
  }

  async takeAway(): Promise<void> {
    await this.#query((database) => database.query('drop trigger fault_poison on audit_entries'));
  }

  has({ type, subject }: { type: string; subject: string }): boolean {
    if (!type.startsWith('payments.payment.') || subject >= this.#untilId) return false;
    const isWhole = new RegExp(poison.everyEvent).test(subject);
    return isWhole || (type === poison.oneEventType && new RegExp(poison.oneEvent).test(subject));
  }
}
