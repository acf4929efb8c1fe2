import { Migration } from '@mikro-orm/migrations';

/** Passkeys (WebAuthn), and the challenges that they answer. */
export class AddPasskeys extends Migration {
  override up(): void {
    this.addSql(`create table passkeys (
      id uuid primary key,
      user_id uuid not null references users (id),
      credential_id text not null constraint passkeys_credential_id_unique unique,
      public_key text not null,
      counter bigint not null,
      transports text[] not null,
      is_backed_up boolean not null,
      name text not null,
      created_at timestamptz not null,
      last_used_at timestamptz
    )`);
    this.addSql('create index passkeys_user_id on passkeys (user_id)');
    this.addSql(`create table passkey_challenges (
      challenge_hash text primary key,
      purpose text not null check (purpose in ('ADD', 'SIGN_IN', 'PROOF')),
      holder text not null,
      expires_at timestamptz not null
    )`);
    this.addSql('create index passkey_challenges_holder on passkey_challenges (holder, expires_at desc)');
    this.addSql('create index passkey_challenges_expires_at on passkey_challenges (expires_at)');
  }

  override down(): void {
    this.addSql('drop table passkey_challenges');
    this.addSql('drop table passkeys');
  }
}
