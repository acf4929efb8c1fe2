import { Migration } from '@mikro-orm/migrations';

const tables = [
  `create table payment_schedule (
    id uuid primary key,
    status text not null check (status in ('ACTIVE', 'ENDED', 'CANCELLED')),
    cadence text not null check (cadence in ('ONCE', 'WEEKLY', 'MONTHLY')),
    payer_id uuid not null references wallet (owner_id),
    recipient_id uuid not null references payee (user_id),
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null,
    note text check (char_length(note) <= 140),
    starts_on date not null,
    time_zone text not null,
    run_count int not null check (run_count >= 0),
    next_due_on date,
    next_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (payer_id <> recipient_id),
    check ((status = 'ACTIVE') = (next_at is not null)),
    check ((next_at is null) = (next_due_on is null))
  )`,
  `create index payment_schedule_by_payer on payment_schedule (payer_id, id desc)`,
  `create index payment_schedule_due on payment_schedule (next_at) where status = 'ACTIVE'`,
  // Whatever runs them and how often, a due date is run once.
  `create table schedule_run (
    id uuid primary key,
    schedule_id uuid not null references payment_schedule,
    due_on date not null,
    payment_id uuid unique references payment,
    refusal text,
    created_at timestamptz not null,
    unique (schedule_id, due_on),
    check ((payment_id is null) <> (refusal is null))
  )`,
];

export class CreatePaymentSchedules extends Migration {
  override up(): void {
    for (const sql of tables) this.addSql(sql);
  }

  override down(): void {
    this.addSql('drop table schedule_run');
    this.addSql('drop table payment_schedule');
  }
}
