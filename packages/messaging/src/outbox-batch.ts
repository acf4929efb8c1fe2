import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { ClientBase } from 'pg';

const batchSizeMax = 500;

/** Behind no row: where a look at the outbox starts. */
export const beforeFirst = String(-(2n ** 63n));

export interface OutboxRow {
  /** A bigint, as text. */
  readonly sequence: string;
  /** Checked when it was recorded. */
  readonly event: EventEnvelope;
}

export interface OutboxBatch {
  /** In order; each has all its predecessors beside it. */
  readonly rows: readonly OutboxRow[];
  /** What stands behind them: nothing seen, rows to be looked at, or one that an unfinished transaction holds back. */
  readonly behind: 'nothing' | 'more' | 'held back';
}

/** Where to look, and what to do on the way: one trip to the database for both. */
interface Look {
  /** Rows behind this one. */
  readonly after: string;
  /** Rows that are not wanted: the broker is confirming them. */
  readonly except?: readonly string[];
  /** Rows that the broker has confirmed; they are taken out of the outbox. */
  readonly confirmed?: readonly string[];
}

/*
 * Numbers are drawn before commits, so a row may appear behind others that were there first. Rows of a transaction older
 * than every unfinished one have all their predecessors beside them; the first row that is not ends the batch, and comes
 * along without its event. Only the rows that could be taken are looked at, however many wait behind them.
 */
const takeBatchSql = `
  with gone as (
    delete from outbox where sequence = any($3::bigint[])
  ),
  head as (
    select sequence, transaction_id, event from outbox
     where sequence > $1::bigint and sequence <> all($2::bigint[] || $3::bigint[])
     order by sequence limit ${batchSizeMax}
  ),
  barrier as (
    select min(sequence) as sequence from head
     where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())
  )
  select head.sequence::text as sequence,
         case when head.sequence = barrier.sequence then null else head.event end as event
    from head, barrier
   where barrier.sequence is null or head.sequence <= barrier.sequence
   order by head.sequence`;

/** Takes out what is confirmed and reads the next batch. */
export async function takeBatch(
  client: ClientBase,
  { after, except = [], confirmed = [] }: Look,
): Promise<OutboxBatch> {
  const found = await client.query<{ sequence: string; event: EventEnvelope | null }>(takeBatchSql, [
    after,
    except,
    confirmed,
  ]);
  const rows = found.rows.flatMap(({ sequence, event }) => (event === null ? [] : [{ sequence, event }]));
  if (rows.length < found.rows.length) return { rows, behind: 'held back' };
  return { rows, behind: rows.length === batchSizeMax ? 'more' : 'nothing' };
}

/** Takes confirmed rows out of the outbox. */
export async function deleteRows(client: ClientBase, confirmed: readonly string[]): Promise<void> {
  await client.query('delete from outbox where sequence = any($1::bigint[])', [confirmed]);
}

export const sequencesOf = (rows: readonly OutboxRow[]): string[] => rows.map(({ sequence }) => sequence);
