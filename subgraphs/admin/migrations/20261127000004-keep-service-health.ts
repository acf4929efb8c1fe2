import { Migration } from '@mikro-orm/migrations';

export class KeepServiceHealth extends Migration {
  override up(): void {
    this.addSql(`create table service_health (
      service text primary key,
      status text not null check (status in ('READY', 'NOT_READY', 'DOWN')),
      failing jsonb not null,
      latency_ms integer,
      checked_at timestamptz not null,
      since timestamptz not null
    )`);
    this.addSql(`create table health_periods (
      service text not null,
      began_at timestamptz not null,
      ready_count integer not null,
      not_ready_count integer not null,
      down_count integer not null,
      primary key (service, began_at)
    )`);
    this.addSql('create index health_periods_began_at on health_periods (began_at)');
  }

  override down(): void {
    this.addSql('drop table health_periods');
    this.addSql('drop table service_health');
  }
}
