import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';

const rowsSchema = z.array(
  z.object({
    currency: z.string(),
    debitMinor: z.coerce.number().int(),
    creditMinor: z.coerce.number().int(),
    entryCount: z.coerce.number().int(),
  }),
);

export type LedgerSum = z.infer<typeof rowsSchema>[number];

/** What was debited and credited in each currency since the beginning, both as positive numbers. */
export async function summarizeLedger(em: EntityManager): Promise<LedgerSum[]> {
  const rows = await em.execute(
    `select currency,
            coalesce(sum(amount_minor) filter (where amount_minor > 0), 0) as "debitMinor",
            coalesce(-sum(amount_minor) filter (where amount_minor < 0), 0) as "creditMinor",
            count(distinct entry_id) as "entryCount"
       from posting group by currency order by currency`,
  );
  return rowsSchema.parse(rows);
}
