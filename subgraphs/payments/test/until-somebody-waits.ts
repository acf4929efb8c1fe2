import type { MikroORM } from '@mikro-orm/postgresql';
import { eventually } from '@payloom/testkit/eventually';

/** Waits until some connection to the database stands in line for a row. */
export async function untilSomebodyWaits(orm: MikroORM): Promise<void> {
  await eventually(async () => {
    const rows = await orm.em
      .fork()
      .execute(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
    expect(rows).not.toEqual([]);
  });
}
