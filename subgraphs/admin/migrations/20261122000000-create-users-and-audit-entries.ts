import { Migration } from '@mikro-orm/migrations';
import { dropMessagingTablesSql, messagingTablesSql } from '@payloom/messaging/tables';

/** Finds a part of a word by an index, where the server brings the extension; without it the search reads all rows. */
const indexForSearchSql = `do $$
  begin
    if exists (select from pg_available_extensions where name = 'pg_trgm') then
      create extension if not exists pg_trgm;
      create index users_search on users using gin (email gin_trgm_ops, display_name gin_trgm_ops);
    end if;
  end
$$`;

export class CreateUsersAndAuditEntries extends Migration {
  override up(): void {
    this.addSql(`create table users (
      id uuid primary key,
      email text,
      display_name text,
      role text,
      status text,
      registered_at timestamptz
    )`);
    this.addSql(indexForSearchSql);
    this.addSql(`create table audit_entries (
      id uuid primary key,
      at timestamptz not null,
      action text not null,
      actor_id uuid,
      subject text not null,
      client_address text,
      before jsonb,
      after jsonb
    )`);
    this.addSql('create index audit_entries_action on audit_entries (action text_pattern_ops, id)');
    this.addSql('create index audit_entries_actor on audit_entries (actor_id, id)');
    this.addSql('create index audit_entries_subject on audit_entries (subject, id)');
    this.addSql(`create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception 'audit entries are never changed';
      end
    $$`);
    this.addSql(`create trigger audit_entries_are_final before update or delete on audit_entries
      for each statement execute function refuse_audit_change()`);
    for (const sql of messagingTablesSql) this.addSql(sql);
  }

  override down(): void {
    for (const sql of dropMessagingTablesSql) this.addSql(sql);
    this.addSql('drop table audit_entries');
    this.addSql('drop function refuse_audit_change()');
    this.addSql('drop table users');
  }
}
