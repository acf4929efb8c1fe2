import { Migration } from '@mikro-orm/migrations';

export class AddNotifications extends Migration {
  override up(): void {
    this.addSql(`create table notifications (
      id uuid primary key,
      user_id uuid not null,
      event_id uuid not null,
      kind text not null,
      details jsonb not null,
      at timestamptz not null,
      read_at timestamptz,
      unique (user_id, event_id)
    )`);
    this.addSql('create index notifications_of_user on notifications (user_id, id desc)');
    this.addSql('create index notifications_unread on notifications (user_id) where read_at is null');
    this.addSql('create index notifications_old on notifications (at)');
    this.addSql(`alter table profiles add column muted_kinds text[] not null default '{}'`);
  }

  override down(): void {
    this.addSql('alter table profiles drop column muted_kinds');
    this.addSql('drop table notifications');
  }
}
