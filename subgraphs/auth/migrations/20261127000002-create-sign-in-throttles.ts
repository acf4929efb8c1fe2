import { Migration } from '@mikro-orm/migrations';

/** How often signing in to an account, or from an address, has failed of late. */
export class CreateSignInThrottles extends Migration {
  override up(): void {
    this.addSql(`create table sign_in_throttles (
      key text primary key,
      failures integer not null check (failures >= 0),
      last_tried_at timestamptz not null,
      closed_until timestamptz
    )`);
    this.addSql('create index sign_in_throttles_last_tried_at on sign_in_throttles (last_tried_at)');
  }

  override down(): void {
    this.addSql('drop table sign_in_throttles');
  }
}
