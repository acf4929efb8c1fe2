import { Migration } from '@mikro-orm/migrations';

const kindsBefore = [
  ...['TOP_UP_CAPTURED', 'PAYMENT_HELD', 'PAYMENT_DELIVERED', 'PAYMENT_RETURNED', 'PAYMENT_REFUNDED'],
];
const kinds = [...kindsBefore, 'PAYOUT_HELD', 'PAYOUT_SETTLED', 'PAYOUT_RETURNED'];
const list = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

const up = [
  `create table payout (
    id uuid primary key,
    status text not null check (status in ('PENDING', 'PROCESSING', 'SETTLED', 'RETURNED')),
    user_id uuid not null,
    wallet_id uuid not null references wallet,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null,
    iban text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
    reason text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((status = 'RETURNED') = (reason is not null))
  )`,
  `create index payout_by_user on payout (user_id, id desc)`,
  `create index payout_under_way on payout (id) where status in ('PENDING', 'PROCESSING')`,
  `create index top_up_by_user on top_up (user_id, id desc)`,
  `alter table ledger_entry drop constraint ledger_entry_kind_check,
    drop constraint ledger_entry_check1, drop constraint ledger_entry_check2,
    add column payout_id uuid references payout`,
  `alter table ledger_entry
    add constraint ledger_entry_kind_check check (kind in (${list(kinds)})),
    add constraint ledger_entry_payment_check check ((kind like 'PAYMENT%') = (payment_id is not null)),
    add constraint ledger_entry_payout_check check ((kind like 'PAYOUT%') = (payout_id is not null)),
    add constraint ledger_entry_reversal_check
      check ((kind in ('PAYMENT_RETURNED', 'PAYOUT_RETURNED')) = (reverses_entry_id is not null))`,
  // Whatever the code does, an amount is set aside once and leaves there once.
  `create unique index ledger_entry_payout_held_once on ledger_entry (payout_id) where kind = 'PAYOUT_HELD'`,
  `create unique index ledger_entry_payout_ended_once on ledger_entry (payout_id)
    where kind in ('PAYOUT_SETTLED', 'PAYOUT_RETURNED')`,
];

/** Refused by the database once there is a payout: the ledger cannot forget. */
const down = [
  `alter table ledger_entry drop constraint ledger_entry_kind_check,
    drop constraint ledger_entry_payment_check, drop constraint ledger_entry_payout_check,
    drop constraint ledger_entry_reversal_check, drop column payout_id`,
  `alter table ledger_entry
    add constraint ledger_entry_kind_check check (kind in (${list(kindsBefore)})),
    add constraint ledger_entry_check1 check ((kind <> 'TOP_UP_CAPTURED') = (payment_id is not null)),
    add constraint ledger_entry_check2 check ((kind = 'PAYMENT_RETURNED') = (reverses_entry_id is not null))`,
  'drop index top_up_by_user',
  'drop table payout',
];

export class CreatePayouts extends Migration {
  override up(): void {
    for (const sql of up) this.addSql(sql);
  }

  override down(): void {
    for (const sql of down) this.addSql(sql);
  }
}
