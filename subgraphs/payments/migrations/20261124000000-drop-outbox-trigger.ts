import { Migration } from '@mikro-orm/migrations';
import { dropOutboxTriggerSql } from '@payloom/messaging/tables';

export class DropOutboxTrigger extends Migration {
  override up(): void {
    for (const sql of dropOutboxTriggerSql) this.addSql(sql);
  }

  /** Nothing needs it back. */
  override down(): void {}
}
