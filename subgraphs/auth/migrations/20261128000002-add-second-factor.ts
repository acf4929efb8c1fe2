import { Migration } from '@mikro-orm/migrations';

/** Codes of an app as the second half of a sign-in, and codes for who has lost it. */
export class AddSecondFactor extends Migration {
  override up(): void {
    this.addSql(`create table totp_credentials (
      user_id uuid primary key references users (id),
      sealed_secret text not null,
      created_at timestamptz not null,
      turned_on_at timestamptz,
      last_step bigint not null
    )`);
    this.addSql(`create table recovery_codes (
      code_hash text primary key,
      user_id uuid not null references users (id)
    )`);
    this.addSql('create index recovery_codes_user_id on recovery_codes (user_id)');
    this.addSql(`create table sign_in_challenges (
      token_hash text primary key,
      user_id uuid not null references users (id),
      expires_at timestamptz not null
    )`);
    this.addSql('create index sign_in_challenges_user_id on sign_in_challenges (user_id)');
    this.addSql('create index sign_in_challenges_expires_at on sign_in_challenges (expires_at)');
  }

  override down(): void {
    for (const table of ['sign_in_challenges', 'recovery_codes', 'totp_credentials'])
      this.addSql(`drop table ${table}`);
  }
}
