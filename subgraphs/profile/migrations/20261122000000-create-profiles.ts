import { Migration } from '@mikro-orm/migrations';
import { dropMessagingTablesSql, messagingTablesSql } from '@payloom/messaging/tables';

export class CreateProfiles extends Migration {
  override up(): void {
    this.addSql(`create table profiles (
      id uuid primary key,
      display_name text not null,
      phone text,
      locale text not null,
      time_zone text not null,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`);
    for (const sql of messagingTablesSql) this.addSql(sql);
  }

  override down(): void {
    for (const sql of dropMessagingTablesSql) this.addSql(sql);
    this.addSql('drop table profiles');
  }
}
