import { Migration } from '@mikro-orm/migrations';

const statements = [
  `create table payment_request (
    id uuid primary key,
    token text not null unique,
    status text not null check (status in ('OPEN', 'PAID', 'CANCELLED', 'EXPIRED')),
    use text not null check (use in ('SINGLE', 'MULTI')),
    requester_id uuid not null references payee (user_id),
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null,
    note text check (char_length(note) <= 140),
    paid_count int not null check (paid_count >= 0),
    expires_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- Whatever the code does, a request for one payment is paid once.
    constraint payment_request_single_once check (use = 'MULTI' or paid_count = (status = 'PAID')::int),
    constraint payment_request_multi_stays_open check (use = 'SINGLE' or status <> 'PAID')
  )`,
  `create index payment_request_by_requester on payment_request (requester_id, id desc)`,
  `create index payment_request_to_expire on payment_request (expires_at) where status = 'OPEN'`,
  `alter table payment add column request_id uuid references payment_request`,
  `create index payment_by_request on payment (request_id, id desc) where request_id is not null`,
  `create table display_name (user_id uuid primary key, name text not null)`,
];

export class CreatePaymentRequests extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }

  override down(): void {
    this.addSql('drop table display_name');
    this.addSql('alter table payment drop column request_id');
    this.addSql('drop table payment_request');
  }
}
