import { Migration } from '@mikro-orm/migrations';

/** When somebody last showed, within a session, that it is still them. */
export class RememberProofs extends Migration {
  override up(): void {
    this.addSql('alter table sessions add column proven_at timestamptz');
    this.addSql('update sessions set proven_at = created_at');
    this.addSql('alter table sessions alter column proven_at set not null');
  }

  override down(): void {
    this.addSql('alter table sessions drop column proven_at');
  }
}
