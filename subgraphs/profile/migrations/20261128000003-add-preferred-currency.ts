import { Migration } from '@mikro-orm/migrations';

export class AddPreferredCurrency extends Migration {
  override up(): void {
    // Everybody's first wallet is in EUR.
    this.addSql("alter table profiles add column preferred_currency text not null default 'EUR'");
  }

  override down(): void {
    this.addSql('alter table profiles drop column preferred_currency');
  }
}
