import { Migration } from '@mikro-orm/migrations';

export class SampleDatabasesAndQueues extends Migration {
  override up(): void {
    this.addSql(`create table part_health (
      kind text not null check (kind in ('DATABASE', 'QUEUE')),
      name text not null,
      status text not null check (status in ('HEALTHY', 'STRAINED', 'FAILING', 'UNKNOWN')),
      troubles jsonb not null,
      figures jsonb not null,
      checked_at timestamptz not null,
      since timestamptz not null,
      primary key (kind, name)
    )`);
    this.addSql(`create table health_samples (
      kind text not null check (kind in ('DATABASE', 'QUEUE')),
      name text not null,
      span text not null check (span in ('HOUR', 'DAY')),
      began_at timestamptz not null,
      healthy_count integer not null,
      strained_count integer not null,
      failing_count integer not null,
      unknown_count integer not null,
      figures jsonb not null,
      primary key (kind, name, span, began_at)
    )`);
    this.addSql('create index health_samples_by_age on health_samples (span, began_at)');
  }

  override down(): void {
    this.addSql('drop table health_samples');
    this.addSql('drop table part_health');
  }
}
