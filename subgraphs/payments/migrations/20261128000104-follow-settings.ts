import { Migration } from '@mikro-orm/migrations';

export class FollowSettings extends Migration {
  override up(): void {
    this.addSql(`create table settings (
      key text primary key,
      value jsonb not null,
      version integer not null
    )`);
  }

  override down(): void {
    this.addSql('drop table settings');
  }
}
