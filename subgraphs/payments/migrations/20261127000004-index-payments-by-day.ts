import { Migration } from '@mikro-orm/migrations';

/** A report reads the payments of its days and no others, however many there are. */
export class IndexPaymentsByDay extends Migration {
  override up(): void {
    this.addSql('create index payment_by_payer_day on payment (payer_id, created_at)');
    this.addSql('create index payment_by_recipient_day on payment (recipient_id, created_at)');
  }

  override down(): void {
    this.addSql('drop index payment_by_payer_day');
    this.addSql('drop index payment_by_recipient_day');
  }
}
