import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { dailyLimitMinor } from './follow-settings.ts';

interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

export interface DailyLimitReached {
  __typename: 'DailyLimitReached';
  message: string;
  left: Money;
  resetsAt: Date;
}

const paidSchema = z.tuple([z.object({ minor: z.coerce.number().int() })]);

/** Days are those of UTC, the same for everybody. */
function dayOf(now: Date): { begin: Date; end: Date } {
  const begin = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return { begin: new Date(begin), end: new Date(begin + 86_400_000) };
}

/**
 * Whether a payment would go beyond what its payer may pay in a day; null when it would not. What came back does not count.
 * True only while the payer's wallet is locked, for then none of their payments is made beside this one.
 */
export async function judgeDailyLimit(
  em: EntityManager,
  payerId: string,
  { amountMinor, currency }: Money,
  now = new Date(),
): Promise<DailyLimitReached | null> {
  const limit = await dailyLimitMinor(em, currency);
  if (limit === null) return null;
  const { begin, end } = dayOf(now);
  const [paid] = paidSchema.parse(
    await em.execute(
      `select coalesce(sum(amount_minor), 0) as minor from payment
        where payer_id = ? and currency = ? and created_at >= ? and status not in ('FAILED', 'CANCELLED')`,
      [payerId, currency, begin],
    ),
  );
  const leftMinor = Math.max(0, limit - paid.minor);
  if (amountMinor <= leftMinor) return null;
  const message = 'That is more than you may still pay today.';
  return {
    __typename: 'DailyLimitReached',
    message,
    left: { amountMinor: leftMinor, currency },
    resetsAt: end,
  };
}
