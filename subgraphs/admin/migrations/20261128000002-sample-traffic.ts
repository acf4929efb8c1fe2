import { Migration } from '@mikro-orm/migrations';

const tables = ['part_health', 'health_samples'];

/** The work that services have to do is sampled as databases and queues are. */
export class SampleTraffic extends Migration {
  override up(): void {
    for (const table of tables) {
      this.addSql(`alter table ${table} drop constraint ${table}_kind_check`);
      this.addSql(
        `alter table ${table} add constraint ${table}_kind_check check (kind in ('DATABASE', 'QUEUE', 'TRAFFIC'))`,
      );
    }
  }

  override down(): void {
    for (const table of tables) {
      this.addSql(`delete from ${table} where kind = 'TRAFFIC'`);
      this.addSql(`alter table ${table} drop constraint ${table}_kind_check`);
      this.addSql(
        `alter table ${table} add constraint ${table}_kind_check check (kind in ('DATABASE', 'QUEUE'))`,
      );
    }
  }
}
