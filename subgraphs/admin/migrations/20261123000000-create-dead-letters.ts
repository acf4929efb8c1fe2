import { Migration } from '@mikro-orm/migrations';

export class CreateDeadLetters extends Migration {
  override up(): void {
    // json, not jsonb: it takes an envelope as it came, also with characters that jsonb refuses.
    this.addSql(`create table dead_letters (
      id uuid primary key,
      status text not null check (status in ('OPEN', 'REPLAYED', 'DISCARDED')),
      queue text not null,
      event_id uuid not null,
      event_type text not null,
      subject text not null,
      event json not null,
      reason text not null,
      attempts integer not null,
      parked_at timestamptz not null,
      times_parked integer not null check (times_parked > 0),
      history json not null,
      resolved_at timestamptz,
      resolved_by_id uuid,
      discard_reason text,
      unique (queue, event_id),
      check (status = 'OPEN' or resolved_at is not null),
      check (status <> 'DISCARDED' or discard_reason is not null)
    )`);
    this.addSql('create index dead_letters_status on dead_letters (status, id)');
    this.addSql('create index dead_letters_queue on dead_letters (queue, id)');
    this.addSql('create index dead_letters_event_type on dead_letters (event_type text_pattern_ops, id)');
    this.addSql('create index dead_letters_subject on dead_letters (subject, id)');
    this.addSql(`create index dead_letters_resolved on dead_letters (resolved_at) where status <> 'OPEN'`);
  }

  override down(): void {
    this.addSql('drop table dead_letters');
  }
}
