import { Migration } from '@mikro-orm/migrations';

/** By what a device of somebody is known again when they sign in on it. */
export class KnowDevices extends Migration {
  override up(): void {
    this.addSql(`create table known_devices (
      user_id uuid not null references users (id),
      mark text not null,
      last_seen_at timestamptz not null,
      primary key (user_id, mark)
    )`);
    this.addSql('create index known_devices_last_seen_at on known_devices (last_seen_at)');
  }

  override down(): void {
    this.addSql('drop table known_devices');
  }
}
