import { Migration } from '@mikro-orm/migrations';

export class AddAddressAndTheme extends Migration {
  override up(): void {
    this.addSql(
      "alter table profiles add column address jsonb, add column theme text not null default 'SYSTEM'",
    );
  }

  override down(): void {
    this.addSql('alter table profiles drop column address, drop column theme');
  }
}
