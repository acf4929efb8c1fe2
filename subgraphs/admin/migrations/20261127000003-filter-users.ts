import { Migration } from '@mikro-orm/migrations';

export class FilterUsers extends Migration {
  override up(): void {
    this.addSql('create index users_role on users (role, id) where registered_at is not null');
    this.addSql('create index users_status on users (status, id) where registered_at is not null');
  }

  override down(): void {
    this.addSql('drop index users_role');
    this.addSql('drop index users_status');
  }
}
