import { Migration } from '@mikro-orm/migrations';

const allow = (statuses: string) => [
  'alter table payment drop constraint payment_status_check',
  `alter table payment add constraint payment_status_check check (status in (${statuses}))`,
];

export class PaymentsCanBeCancelled extends Migration {
  override up(): void {
    const statuses = `'PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'`;
    for (const sql of allow(statuses)) this.addSql(sql);
  }

  /** What was cancelled has failed, in the words there were before: either way the payer has the money back. */
  override down(): void {
    this.addSql(`update payment set status = 'FAILED' where status = 'CANCELLED'`);
    this.addSql(`update payment_step set status = 'FAILED' where status = 'CANCELLED'`);
    for (const sql of allow(`'PENDING', 'PROCESSING', 'COMPLETED', 'FAILED'`)) this.addSql(sql);
  }
}
