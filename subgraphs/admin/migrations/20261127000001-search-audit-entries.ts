import { Migration } from '@mikro-orm/migrations';

/**
 * What the text of an entry is, for the search: `list-audit-entries.ts` asks by the same function, so that the index is
 * used. Without the extension, which not every server brings, the search reads the log from its end.
 */
const searchedTextSql = `create function audit_entry_text(subject text, before jsonb, after jsonb) returns text
  language sql immutable parallel safe
  return subject || ' ' || coalesce(before::text, '') || ' ' || coalesce(after::text, '')`;

const indexForSearchSql = `do $$
  begin
    if exists (select from pg_available_extensions where name = 'pg_trgm') then
      create extension if not exists pg_trgm;
      create index audit_entries_text on audit_entries using gin (audit_entry_text(subject, before, after) gin_trgm_ops);
    end if;
  end
$$`;

export class SearchAuditEntries extends Migration {
  override up(): void {
    this.addSql(searchedTextSql);
    this.addSql(indexForSearchSql);
    this.addSql(
      'create index audit_entries_client_address on audit_entries (client_address text_pattern_ops, id)',
    );
  }

  override down(): void {
    this.addSql('drop index audit_entries_client_address');
    this.addSql('drop index if exists audit_entries_text');
    this.addSql('drop function audit_entry_text(text, jsonb, jsonb)');
  }
}
