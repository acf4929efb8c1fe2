import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { entryKinds } from '../entities/ledger-entry.entity.ts';

/** The postings of one account in a time; `to` is not part of it. */
export interface Stretch {
  readonly accountId: string;
  readonly from: Date;
  readonly to: Date;
}

const minor = z.coerce.number().int();
const sumsSchema = z.tuple([
  z.object({ openingMinor: minor, inMinor: minor, outMinor: minor, lineCount: minor }),
]);
export type StatementSums = z.infer<typeof sumsSchema>[0];

/* A wallet grows by credits, which are negative: see accounts.ts. Moments are compared to the microsecond, as ISO 8601. */

const moment = (column: string) => `to_json(${column}) #>> '{}'`;

/**
 * What was posted to an account before a moment: by the days that the database carries, and the postings of the day it is in.
 * So it takes as long after a hundred thousand postings as after a hundred.
 */
const carriedSql = (at: string, beforeInDay: string) => `
  select coalesce(sum(in_minor), 0) as in_minor, coalesce(sum(out_minor), 0) as out_minor,
         coalesce(sum(line_count), 0) as line_count
    from (select in_minor, out_minor, line_count from wallet_day
           where account_id = asked.account_id and day < (${at} at time zone 'UTC')::date
          union all
          select greatest(-amount_minor, 0), greatest(amount_minor, 0), 1 from posting
           where account_id = asked.account_id and created_at >= date_trunc('day', ${at}, 'UTC') and ${beforeInDay}) as moved`;

const sumsSql = `
  select before.in_minor - before.out_minor as "openingMinor", until.in_minor - before.in_minor as "inMinor",
         until.out_minor - before.out_minor as "outMinor", until.line_count - before.line_count as "lineCount"
    from (select ?::text collate "C" as account_id, ?::timestamptz as from_at, ?::timestamptz as to_at) as asked,
         lateral (${carriedSql('asked.from_at', 'created_at < asked.from_at')}) as before,
         lateral (${carriedSql('asked.to_at', 'created_at < asked.to_at')}) as until`;

/** What a wallet's account held before, and what came in and went out, by its postings alone. */
export async function sumStretch(
  em: EntityManager,
  { accountId, from, to }: Stretch,
): Promise<StatementSums> {
  return sumsSchema.parse(await em.execute(sumsSql, [accountId, from, to]))[0];
}

const placeSchema = z.array(z.object({ id: z.string(), at: z.string() }));
export type Place = z.infer<typeof placeSchema>[number];

/** Where a posting stands among those of its account; null for one that is not in the stretch. */
export async function findPlace(
  em: EntityManager,
  { accountId, from, to }: Stretch,
  id: string,
): Promise<Place | null> {
  const sql = `select id, ${moment('created_at')} as at from posting
    where id = ? and account_id = ? and created_at >= ? and created_at < ?`;
  const [place] = placeSchema.parse(await em.execute(sql, [id, accountId, from, to]));
  return place ?? null;
}

const balanceSql = `
  select carried.in_minor - carried.out_minor as "balanceMinor"
    from (select ?::text collate "C" as account_id, ?::timestamptz as at, ?::uuid as id) as asked,
         lateral (${carriedSql('asked.at', '(created_at, id) <= (asked.at, asked.id)')}) as carried`;

/** What the account held just after a posting of it. */
export async function balanceAt(em: EntityManager, accountId: string, { at, id }: Place): Promise<number> {
  const rows = await em.execute(balanceSql, [accountId, at, id]);
  return z.tuple([z.object({ balanceMinor: minor })]).parse(rows)[0].balanceMinor;
}

const linesSchema = z.array(
  z.object({
    id: z.string(),
    at: z.string(),
    amountMinor: minor,
    currency: z.string(),
    kind: z.enum(entryKinds),
    paymentId: z.string().nullable(),
    topUpId: z.string().nullable(),
    payoutId: z.string().nullable(),
  }),
);

type Row = z.infer<typeof linesSchema>[number];

/** A posting as the owner of the wallet reads it: above zero it came in. */
export interface StatementRow extends Row {
  /** What the wallet held after it. */
  readonly balanceMinor: number;
}

const linesSql = (behind: string) => `
  select posting.id, ${moment('posting.created_at')} as at, -posting.amount_minor as "amountMinor", posting.currency, entry.kind,
         entry.payment_id as "paymentId", entry.top_up_id as "topUpId", entry.payout_id as "payoutId"
    from posting join ledger_entry entry on entry.id = posting.entry_id
   where posting.account_id = ? and posting.created_at >= ? and posting.created_at < ? ${behind}
   order by posting.created_at, posting.id limit ?`;

export interface After {
  readonly place: Place | null;
  /** What the account held there. */
  readonly balanceMinor: number;
}

/** Postings of the stretch behind a place, oldest first, each with what the account held after it. */
export async function readLines(
  em: EntityManager,
  { accountId, from, to }: Stretch,
  { place, balanceMinor }: After,
  countMax: number,
): Promise<StatementRow[]> {
  const behind = place ? 'and (posting.created_at, posting.id) > (?::timestamptz, ?::uuid)' : '';
  const values = [accountId, from, to, ...(place ? [place.at, place.id] : []), countMax];
  const lines = linesSchema.parse(await em.execute(linesSql(behind), values));
  let balance = balanceMinor;
  return lines.map((line) => ({ ...line, balanceMinor: (balance += line.amountMinor) }));
}
