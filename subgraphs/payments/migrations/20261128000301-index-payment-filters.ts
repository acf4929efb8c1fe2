import { Migration } from '@mikro-orm/migrations';

/** Finds a part of a word by an index, where the server brings the extension; without it the search reads from the newest. */
const indexForSearchSql = `do $$
  begin
    if exists (select from pg_available_extensions where name = 'pg_trgm') then
      create extension if not exists pg_trgm;
      create index payment_note on payment using gin (note gin_trgm_ops);
    end if;
  end
$$`;

/** A page of a filtered list takes as long with 100,000 payments as with 100, however few of them match. */
export class IndexPaymentFilters extends Migration {
  override up(): void {
    this.addSql('create index payment_by_status on payment (status, id desc)');
    this.addSql('create index payment_by_payer_status on payment (payer_id, status, id desc)');
    this.addSql('create index payment_by_recipient_status on payment (recipient_id, status, id desc)');
    this.addSql(indexForSearchSql);
  }

  override down(): void {
    this.addSql('drop index if exists payment_note');
    this.addSql('drop index payment_by_recipient_status');
    this.addSql('drop index payment_by_payer_status');
    this.addSql('drop index payment_by_status');
  }
}
