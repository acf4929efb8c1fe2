import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';

interface Bound {
  /** So many failures cost nothing: people mistype. */
  readonly freeFailures: number;
  /** The first wait; each further failure doubles it. */
  readonly firstWaitSeconds: number;
}

/** An address may be that of many people: it has more to itself. */
const bounds = {
  account: { freeFailures: 5, firstWaitSeconds: 5 },
  address: { freeFailures: 50, firstWaitSeconds: 5 },
} satisfies Record<string, Bound>;

const waitMaxSeconds = 15 * 60;
/** Who has not tried for so long begins anew. */
export const forgetAfterSeconds = 60 * 60;

/** What is counted: an email, whether or not it has an account, and an address. */
export interface Attempt {
  readonly email: string;
  readonly clientAddress: string | undefined;
}

interface Key {
  readonly key: string;
  readonly bound: Bound;
}

/** The email is hashed: whoever reads the table need not learn who was tried. In this order for everybody. */
function keysOf({ email, clientAddress }: Attempt): Key[] {
  const account = createHash('sha256').update(email).digest('base64url');
  const keys: Key[] = [{ key: `account:${account}`, bound: bounds.account }];
  if (clientAddress !== undefined) keys.push({ key: `address:${clientAddress}`, bound: bounds.address });
  return keys;
}

/** Counts the attempt, and closes the door behind it when it is one too many; returns nothing where it is closed. */
const countSql = `
  insert into sign_in_throttles as t (key, failures, last_tried_at)
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
  update sign_in_throttles set
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
 * Counts an attempt before it is made, so that many at once cannot slip through together. Resolves with until when no
 * attempt is allowed, or null when this one is.
 */
export async function countAttempt(em: EntityManager, attempt: Attempt, now: Date): Promise<Date | null> {
  const forgottenBefore = new Date(now.getTime() - forgetAfterSeconds * 1_000);
  try {
    await em.fork().transactional(async (transaction) => {
      for (const { key, bound } of keysOf(attempt)) {
        const { freeFailures, firstWaitSeconds } = bound;
        const times = [now, forgottenBefore, forgottenBefore];
        const counted: unknown[] = await transaction.execute(countSql, [
          key,
          ...times,
          freeFailures,
          firstWaitSeconds,
          freeFailures,
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
  const rows = await em.execute('select closed_until from sign_in_throttles where key = ?', [key]);
  return rowsSchema.parse(rows).at(0)?.closed_until ?? now;
}

/** What was counted was no failure: the account begins anew, the address has it back. */
export async function forgiveAttempt(em: EntityManager, attempt: Attempt): Promise<void> {
  const [account, address] = keysOf(attempt);
  if (account) await em.execute('delete from sign_in_throttles where key = ?', [account.key]);
  if (address) await em.execute(refundSql, [address.bound.freeFailures, address.key]);
}

/** Removes what counts no more. */
export async function forgetOldAttempts(em: EntityManager, now: Date): Promise<void> {
  const before = new Date(now.getTime() - forgetAfterSeconds * 1_000);
  await em.execute('delete from sign_in_throttles where last_tried_at < ?', [before]);
}
