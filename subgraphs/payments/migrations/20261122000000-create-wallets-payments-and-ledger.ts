import { Migration } from '@mikro-orm/migrations';
import { dropMessagingTablesSql, messagingTablesSql } from '@payloom/messaging/tables';

const walletTables = [
  `create table payee (
    user_id uuid primary key,
    email text not null unique check (email = lower(email)),
    created_at timestamptz not null
  )`,
  `create table wallet (
    id uuid primary key,
    owner_id uuid not null unique,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    created_at timestamptz not null
  )`,
  `create table top_up (
    id uuid primary key,
    status text not null check (status in ('PENDING', 'COMPLETED', 'FAILED')),
    user_id uuid not null,
    wallet_id uuid not null references wallet,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null,
    decline_reason text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((status = 'FAILED') = (decline_reason is not null))
  )`,
  `create index top_up_pending on top_up (id) where status = 'PENDING'`,
];

const paymentTables = [
  `create table payment (
    id uuid primary key,
    status text not null check (status in ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED')),
    payer_id uuid not null references wallet (owner_id),
    recipient_id uuid not null references payee (user_id),
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null,
    note text check (char_length(note) <= 140),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (payer_id <> recipient_id)
  )`,
  `create index payment_by_payer on payment (payer_id, id desc)`,
  `create index payment_by_recipient on payment (recipient_id, id desc)`,
  `create index payment_under_way on payment (payer_id) where status in ('PENDING', 'PROCESSING')`,
  // A payment has each status once.
  `create table payment_step (
    id uuid primary key,
    payment_id uuid not null references payment,
    status text not null,
    at timestamptz not null,
    reason text,
    unique (payment_id, status)
  )`,
  `create table idempotency_key (
    user_id uuid not null,
    operation text not null,
    key text not null,
    input_hash text not null,
    result_id uuid not null,
    created_at timestamptz not null,
    primary key (user_id, operation, key)
  )`,
];

const ledgerTables = [
  // 2^53 - 1: what every reader of the graph can hold in a number.
  `create table ledger_account (
    id text collate "C" primary key,
    kind text not null check (kind in ('WALLET', 'CLEARING', 'PROVIDER')),
    currency text not null,
    balance_minor bigint,
    unique (id, currency),
    check ((kind = 'WALLET') = (balance_minor is not null)),
    constraint wallet_not_overdrawn check (balance_minor between 0 and 9007199254740991)
  )`,
  `create table ledger_entry (
    id uuid primary key,
    kind text not null
      check (kind in ('TOP_UP_CAPTURED', 'PAYMENT_HELD', 'PAYMENT_DELIVERED', 'PAYMENT_RETURNED')),
    payment_id uuid references payment,
    top_up_id uuid references top_up,
    reverses_entry_id uuid unique references ledger_entry,
    created_at timestamptz not null,
    check ((kind = 'TOP_UP_CAPTURED') = (top_up_id is not null)),
    check ((kind <> 'TOP_UP_CAPTURED') = (payment_id is not null)),
    check ((kind = 'PAYMENT_RETURNED') = (reverses_entry_id is not null))
  )`,
  // Whatever the code does, a top-up is credited once, and an amount is set aside once and leaves there once.
  `create unique index ledger_entry_top_up_once on ledger_entry (top_up_id)`,
  `create unique index ledger_entry_held_once on ledger_entry (payment_id) where kind = 'PAYMENT_HELD'`,
  `create unique index ledger_entry_settled_once on ledger_entry (payment_id)
    where kind in ('PAYMENT_DELIVERED', 'PAYMENT_RETURNED')`,
  `create table posting (
    id uuid primary key,
    entry_id uuid not null references ledger_entry,
    account_id text collate "C" not null,
    amount_minor bigint not null check (amount_minor <> 0),
    currency text not null,
    created_at timestamptz not null,
    foreign key (account_id, currency) references ledger_account (id, currency)
  )`,
  `create index posting_by_entry on posting (entry_id)`,
  `create index posting_by_account on posting (account_id, id)`,
];

const ledgerGuards = [
  `create function refuse_ledger_change() returns trigger language plpgsql as $$
    begin
      raise exception 'the ledger is append-only: % on % refused', tg_op, tg_table_name
        using errcode = 'restrict_violation';
    end
  $$`,
  ...['ledger_entry', 'posting'].map(
    (table) => `create trigger append_only before update or delete or truncate on ${table}
      for each statement execute function refuse_ledger_change()`,
  ),
  `create function refuse_unbalanced_entry() returns trigger language plpgsql as $$
    declare
      checked_entry_id uuid;
      imbalance record;
    begin
      if tg_table_name = 'posting' then checked_entry_id := new.entry_id; else checked_entry_id := new.id; end if;
      select currency, sum(amount_minor) as sum_minor into imbalance
        from posting where entry_id = checked_entry_id group by currency having sum(amount_minor) <> 0 limit 1;
      if found then
        raise exception 'ledger entry % is out of balance by % %',
          checked_entry_id, imbalance.sum_minor, imbalance.currency using errcode = 'check_violation';
      end if;
      if not exists (select from posting where entry_id = checked_entry_id) then
        raise exception 'ledger entry % has no postings', checked_entry_id using errcode = 'check_violation';
      end if;
      return null;
    end
  $$`,
  ...['ledger_entry', 'posting'].map(
    (table) => `create constraint trigger balanced after insert on ${table}
      deferrable initially deferred for each row execute function refuse_unbalanced_entry()`,
  ),
];

const ownTables = [
  'posting',
  'ledger_entry',
  'ledger_account',
  'idempotency_key',
  'payment_step',
  'payment',
  'top_up',
  'wallet',
  'payee',
];

export class CreateWalletsPaymentsAndLedger extends Migration {
  override up(): void {
    const statements = [...walletTables, ...paymentTables, ...ledgerTables, ...ledgerGuards];
    for (const sql of [...statements, ...messagingTablesSql]) this.addSql(sql);
  }

  override down(): void {
    for (const table of ownTables) this.addSql(`drop table ${table}`);
    this.addSql('drop function refuse_ledger_change, refuse_unbalanced_entry');
    for (const sql of dropMessagingTablesSql) this.addSql(sql);
  }
}
