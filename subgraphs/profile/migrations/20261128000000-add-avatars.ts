import { Migration } from '@mikro-orm/migrations';

export class AddAvatars extends Migration {
  override up(): void {
    this.addSql('alter table profiles add column avatar_id text');
    this.addSql(`create table avatars (
      id text primary key,
      user_id uuid not null,
      remove_after timestamptz
    )`);
    this.addSql('create index avatars_to_remove on avatars (remove_after) where remove_after is not null');
  }

  override down(): void {
    this.addSql('drop table avatars');
    this.addSql('alter table profiles drop column avatar_id');
  }
}
