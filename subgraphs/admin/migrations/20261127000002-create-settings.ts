import { Migration } from '@mikro-orm/migrations';

export class CreateSettings extends Migration {
  override up(): void {
    this.addSql(`create table settings (
      key text primary key,
      value jsonb not null,
      version integer not null check (version >= 0),
      changed_at timestamptz,
      changed_by_id uuid,
      reason text,
      check (version = 0 or (changed_at is not null and changed_by_id is not null and reason is not null))
    )`);
  }

  override down(): void {
    this.addSql('drop table settings');
  }
}
