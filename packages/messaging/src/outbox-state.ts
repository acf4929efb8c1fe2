import type { EntityManager } from '@mikro-orm/postgresql';

const countedRowsMax = 10_000;

export interface OutboxState {
  /** Events that wait, 10,000 at most. */
  readonly depth: number;
  /** Of the oldest one; 0 when there is none. */
  readonly ageSeconds: number;
}

/** How full the outbox is, by one query that looks at a bounded number of rows. */
export async function readOutboxState(em: EntityManager): Promise<OutboxState> {
  const [row] = await em.fork().execute<{ depth: string; age: string | null }[]>(
    `select count(*) as depth, extract(epoch from now() - min(recorded_at)) as age
         from (select recorded_at from outbox order by sequence limit ${countedRowsMax}) as head`,
  );
  return { depth: Number(row?.depth ?? 0), ageSeconds: Number(row?.age ?? 0) };
}
