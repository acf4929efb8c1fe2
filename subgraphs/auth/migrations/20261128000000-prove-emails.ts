import { Migration } from '@mikro-orm/migrations';
import { dropMailTablesSql, mailTablesSql } from '@payloom/mail/tables';

/** Mail to people: whose email is proven, in which language they read, links that hold once, and what is on its way. */
export class ProveEmails extends Migration {
  override up(): void {
    this.addSql('alter table users add column email_verified_at timestamptz');
    this.addSql(
      `alter table users add column language text not null default 'en' check (language in ('en', 'de'))`,
    );
    this.addSql(`create table one_time_tokens (
      id uuid primary key,
      user_id uuid not null references users (id),
      purpose text not null check (purpose in ('VERIFY_EMAIL', 'RESET_PASSWORD', 'INVITATION')),
      token_hash text not null constraint one_time_tokens_token_hash_unique unique,
      email text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null
    )`);
    this.addSql('create index one_time_tokens_user_id on one_time_tokens (user_id)');
    this.addSql('create index one_time_tokens_expires_at on one_time_tokens (expires_at)');
    for (const sql of mailTablesSql) this.addSql(sql);
    // It counts more than attempts to sign in from now on.
    this.addSql('alter table sign_in_throttles rename to throttles');
  }

  override down(): void {
    this.addSql('alter table throttles rename to sign_in_throttles');
    for (const sql of dropMailTablesSql) this.addSql(sql);
    this.addSql('drop table one_time_tokens');
    this.addSql('alter table users drop column language');
    this.addSql('alter table users drop column email_verified_at');
  }
}
