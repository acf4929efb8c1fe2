import { Migration } from '@mikro-orm/migrations';
import { dropMessagingTablesSql, messagingTablesSql } from '@payloom/messaging/tables';

export class CreateUsersAndSessions extends Migration {
  override up(): void {
    this.addSql(`create table users (
      id uuid primary key,
      email text not null constraint users_email_unique unique,
      password_hash text not null,
      role text not null check (role in ('CUSTOMER', 'VENDOR', 'ADMIN')),
      status text not null check (status in ('ACTIVE', 'SUSPENDED')),
      created_at timestamptz not null,
      constraint users_email_lower_case check (email = lower(email))
    )`);
    this.addSql(`create table sessions (
      id uuid primary key,
      user_id uuid not null references users (id),
      family_hash text not null constraint sessions_family_hash_unique unique,
      token_hash text not null,
      previous_token_hash text,
      sealed_successor text,
      rotated_at timestamptz,
      created_at timestamptz not null,
      last_used_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz,
      end_reason text check (end_reason in ('SIGNED_OUT', 'TOKEN_REUSED', 'EXPIRED')),
      user_agent text,
      client_address text,
      constraint sessions_end_has_reason check ((ended_at is null) = (end_reason is null))
    )`);
    this.addSql('create index sessions_user_id on sessions (user_id)');
    for (const sql of messagingTablesSql) this.addSql(sql);
  }

  override down(): void {
    for (const sql of dropMessagingTablesSql) this.addSql(sql);
    this.addSql('drop table sessions');
    this.addSql('drop table users');
  }
}
