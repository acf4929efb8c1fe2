import { Migration } from '@mikro-orm/migrations';

/** As for notes: by an index where the server brings the extension. */
const indexNamesSql = `do $$
  begin
    if exists (select from pg_available_extensions where name = 'pg_trgm') then
      create extension if not exists pg_trgm;
      create index display_name_name on display_name using gin (name gin_trgm_ops);
    end if;
  end
$$`;

/** Payments by amount and by whom they are with, and the postings of a wallet's month, each read by an index alone. */
export class IndexAmountsPeopleAndStatements extends Migration {
  override up(): void {
    this.addSql('create index payment_by_amount on payment (currency, amount_minor)');
    this.addSql('create index payment_by_pair on payment (payer_id, recipient_id, id desc)');
    // Who pays whom is no accident: without this, how many payments two people have is guessed too low.
    this.addSql('create statistics payment_pair on payer_id, recipient_id from payment');
    this.addSql(indexNamesSql);
    // It takes the place of (account_id, id), which nothing reads by.
    this.addSql(
      'create index posting_by_moment on posting (account_id, created_at, id) include (amount_minor)',
    );
    this.addSql('drop index posting_by_account');
  }

  override down(): void {
    this.addSql('create index posting_by_account on posting (account_id, id)');
    this.addSql('drop index posting_by_moment');
    this.addSql('drop index if exists display_name_name');
    this.addSql('drop statistics payment_pair');
    this.addSql('drop index payment_by_pair');
    this.addSql('drop index payment_by_amount');
  }
}
