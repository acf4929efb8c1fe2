import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';

export interface Bound {
  /** So many attempts cost nothing. */
  readonly freeAttempts: number;
  /** The first wait; each further attempt doubles it. */
  readonly firstWaitSeconds: number;
}

const waitMaxSeconds = 15 * 60;
/** Who has not tried for so long begins anew. */
export const forgetAfterSeconds = 60 * 60;

/** What is counted, and how much of it is let through. */
export interface Throttle {
  readonly key: string;
  readonly bound: Bound;
}

/** What stands for a text in a key: whoever reads the table need not learn whom or what it is about. */
export const inKey = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Counts the attempt, and closes the door behind it when it is one too many; returns nothing where it is closed. */
const countSql = `
  insert into throttles as t (key, failures, last_tried_at)
  values (?, 1, ?)
  on conflict (key) do update set
    failures = case when t.last_tried_at < ?::timestamptz then 1 else t.failures + 1 end,
    last_tried_at = excluded.last_tried_at,
    closed_until = case
      when t.last_tried_at >= ?::timestamptz and t.failures + 1 >= ?
      then excluded.last_tried_at
        + interval '1 second' * least(? * power(2, least(t.failures + 1 - ?, 20)), ${waitMaxSeconds})
    end
  where t.closed_until is null or t.closed_until <= excluded.last_tried_at
  returning key`;

const refundSql = `
  update throttles set
    failures = greatest(failures - 1, 0),
    closed_until = case when failures - 1 >= ? then closed_until end
  where key = ?`;

class Closed extends Error {
  readonly until: Date;
  constructor(until: Date) {
    super('Closed for now');
    this.until = until;
  }
}

const rowsSchema = z.array(z.object({ closed_until: z.coerce.date() }));

/**
 * Counts an attempt against each of `throttles`, in an order that is the same for everybody, before it is made, so that
 * many at once cannot slip through together. Resolves with until when none is allowed, or null when this one is.
 */
export async function countAgainst(
  em: EntityManager,
  throttles: readonly Throttle[],
  now: Date,
): Promise<Date | null> {
  const forgottenBefore = new Date(now.getTime() - forgetAfterSeconds * 1_000);
  try {
    await em.fork().transactional(async (transaction) => {
      for (const { key, bound } of throttles) {
        const { freeAttempts, firstWaitSeconds } = bound;
        const times = [now, forgottenBefore, forgottenBefore];
        const counted: unknown[] = await transaction.execute(countSql, [
          key,
          ...times,
          freeAttempts,
          firstWaitSeconds,
          freeAttempts,
        ]);
        if (counted.length === 0) throw new Closed(await closedUntil(transaction, key, now));
      }
    });
    return null;
  } catch (error) {
    if (error instanceof Closed) return error.until;
    throw error;
  }
}

async function closedUntil(em: EntityManager, key: string, now: Date): Promise<Date> {
  const rows = await em.execute('select closed_until from throttles where key = ?', [key]);
  return rowsSchema.parse(rows).at(0)?.closed_until ?? now;
}

/** Begins anew. */
export async function forgetAttempts(em: EntityManager, { key }: Throttle): Promise<void> {
  await em.execute('delete from throttles where key = ?', [key]);
}

/** Gives the last attempt back. */
export async function refundAttempt(em: EntityManager, { key, bound }: Throttle): Promise<void> {
  await em.execute(refundSql, [bound.freeAttempts, key]);
}

/** Removes what counts no more. */
export async function forgetOldAttempts(em: EntityManager, now: Date): Promise<void> {
  const before = new Date(now.getTime() - forgetAfterSeconds * 1_000);
  await em.execute('delete from throttles where last_tried_at < ?', [before]);
}
