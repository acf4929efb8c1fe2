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

/** Where the ids of the database's transactions stood at a look. They only grow. */
export interface TransactionIds {
  /** Every transaction with an earlier id had ended. */
  readonly endedBefore: bigint;
  /** No id from this one on had been given; undefined where no row was taken, so that looking costs no id. */
  readonly givenBefore: bigint | undefined;
}

export interface OutboxBatch {
  readonly ids: TransactionIds;
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
 * Numbers are drawn before commits, so a row may appear behind others that were there first. A row of a transaction that
 * may still have older ones beside it ends the batch, and comes along without its event. Only the rows that could be
 * taken are looked at, however many wait behind them.
 * A row of a transaction that is yet to come was restored from a dump: ids begin anew in another cluster, and it holds nothing back.
 */
const takeBatchSql = `
  with gone as (
    delete from outbox where sequence = any($3::bigint[])
  ),
  head as (
    select sequence, transaction_id, event from outbox
     where sequence > $1::bigint and sequence not in (select unnest($2::bigint[] || $3::bigint[]))
     order by sequence limit ${batchSizeMax}
  ),
  barrier as (
    select min(sequence) as sequence from head
     where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())
       and transaction_id < pg_snapshot_xmax(pg_current_snapshot())
  ),
  batch as (
    select head.sequence, case when head.sequence = barrier.sequence then null else head.event end as event
      from head, barrier
     where barrier.sequence is null or head.sequence <= barrier.sequence
  )
  select batch.sequence::text as sequence, batch.event,
         pg_snapshot_xmin(pg_current_snapshot())::text as "endedBefore",
         case when batch.event is not null then pg_current_xact_id()::text end as "givenBefore"
    from (select) as always left join batch on true
   order by batch.sequence`;

interface FoundRow {
  /** Null in the one row there is when nothing was found. */
  readonly sequence: string | null;
  readonly event: EventEnvelope | null;
  readonly endedBefore: string;
  readonly givenBefore: string | null;
}

/** Takes out what is confirmed and reads the next batch. */
export async function takeBatch(
  client: ClientBase,
  { after, except = [], confirmed = [] }: Look,
): Promise<OutboxBatch> {
  // Prepared: reading and planning it costs twice what it does.
  const look = { name: 'take-batch', text: takeBatchSql, values: [after, except, confirmed] };
  const { rows: found } = await client.query<FoundRow>(look);
  const ids = idsOf(found);
  const rows = found.flatMap(({ sequence, event }) =>
    sequence === null || event === null ? [] : [{ sequence, event }],
  );
  if (found.some(({ sequence, event }) => sequence !== null && event === null))
    return { rows, ids, behind: 'held back' };
  return { rows, ids, behind: rows.length === batchSizeMax ? 'more' : 'nothing' };
}

function idsOf(found: readonly FoundRow[]): TransactionIds {
  const [first] = found;
  if (!first) throw new Error('The outbox gave no answer');
  const given = found.findLast(({ givenBefore }) => givenBefore !== null)?.givenBefore;
  return { endedBefore: BigInt(first.endedBefore), givenBefore: given == null ? undefined : BigInt(given) };
}

/** Takes confirmed rows out of the outbox. */
export async function deleteRows(client: ClientBase, confirmed: readonly string[]): Promise<void> {
  await client.query('delete from outbox where sequence = any($1::bigint[])', [confirmed]);
}

export const sequencesOf = (rows: readonly OutboxRow[]): string[] => rows.map(({ sequence }) => sequence);
