import { Migration } from '@mikro-orm/migrations';

export class CountDays extends Migration {
  override up(): void {
    this.addSql(`create table daily_counts (
      day date not null,
      action text not null,
      count integer not null,
      primary key (day, action)
    )`);
    // What has happened before is in the log.
    this.addSql(`insert into daily_counts (day, action, count)
      select (at at time zone 'UTC')::date, action, count(*) from audit_entries
      where action in ('auth.user.registered', 'payments.payment.created', 'payments.payment.completed',
        'payments.payment.failed')
      group by 1, 2`);
  }

  override down(): void {
    this.addSql('drop table daily_counts');
  }
}
