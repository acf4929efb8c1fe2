import { Migration } from '@mikro-orm/migrations';

const kindsBefore = `'TOP_UP_CAPTURED', 'PAYMENT_HELD', 'PAYMENT_DELIVERED', 'PAYMENT_RETURNED'`;

const allowKinds = (kinds: string) => [
  'alter table ledger_entry drop constraint ledger_entry_kind_check',
  `alter table ledger_entry add constraint ledger_entry_kind_check check (kind in (${kinds}))`,
];

const refunds = [
  // Whatever the code does, more than was paid is never given back.
  `alter table payment add column refunded_minor bigint not null default 0
    constraint payment_not_refunded_beyond check (refunded_minor between 0 and amount_minor),
    add constraint payment_refunded_when_completed check (refunded_minor = 0 or status = 'COMPLETED')`,
  `create table refund (
    id uuid primary key,
    payment_id uuid not null references payment,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null,
    note text check (char_length(note) <= 140),
    created_at timestamptz not null
  )`,
  `create index refund_by_payment on refund (payment_id, id)`,
  `create table refund_request (
    id uuid primary key,
    payment_id uuid not null references payment,
    status text not null check (status in ('OPEN', 'GRANTED', 'DECLINED')),
    amount_minor bigint check (amount_minor > 0),
    note text not null check (char_length(note) <= 140),
    answer text check (char_length(answer) <= 140),
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index refund_request_by_payment on refund_request (payment_id, id)`,
  `create unique index refund_request_open_once on refund_request (payment_id) where status = 'OPEN'`,
  ...allowKinds(`${kindsBefore}, 'PAYMENT_REFUNDED'`),
  `alter table ledger_entry add column refund_id uuid unique references refund,
    add constraint ledger_entry_refund_check check ((kind = 'PAYMENT_REFUNDED') = (refund_id is not null))`,
];

export class CreateRefunds extends Migration {
  override up(): void {
    for (const sql of refunds) this.addSql(sql);
  }

  /** Refused by the database once there is a refund: the ledger cannot forget. */
  override down(): void {
    this.addSql('alter table ledger_entry drop column refund_id');
    for (const sql of allowKinds(kindsBefore)) this.addSql(sql);
    this.addSql('drop table refund_request');
    this.addSql('drop table refund');
    this.addSql(`alter table payment drop constraint payment_refunded_when_completed,
      drop column refunded_minor`);
  }
}
