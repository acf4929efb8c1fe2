import { consumers, isConsumerQueue, type ConsumerQueue } from '@payloom/event-contracts/consumers';
import { envelopeSchema, type EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Client } from 'pg';
import type { Poison } from './commit-log.ts';
import type { ConsumerEvidence, DeadLetterEvidence, Evidence, Recorded, Trace } from './evidence.ts';
import type { Platform, Subgraph } from './platform.ts';
import { readMails } from './mails.ts';
import { drainDeadQueues } from './queues.ts';

export const auditQueue = 'admin.audit-entries.add';
const mailQueue = 'auth.mails.promise';

/** What the rest of the suite knows of a run. */
export interface Known extends Pick<Evidence, 'answers' | 'delivered' | 'leftOver'> {
  /** What the suite published in the place of other subgraphs. */
  readonly published: readonly EventEnvelope[];
  readonly poison: Poison;
  /** Whether the poison was taken away and the dead letters were replayed. */
  readonly isReplayed: boolean;
}

interface HandledRow {
  readonly queue: string;
  readonly event_id: string;
  readonly transaction_id: string;
}

interface EffectRow {
  readonly effect: string;
  readonly key: string;
  readonly detail: string | null;
  readonly transaction_id: string;
  /** Of the inbox row that was written in the same transaction. */
  readonly queue: string | null;
}

interface RecordedRow {
  readonly event: unknown;
  readonly server: string;
  readonly transaction: string;
  readonly xmin: string;
  readonly xmax: string;
  readonly under_way: readonly string[];
}

/** What was committed in outboxes since the log is kept. */
export async function readRecorded(
  database: Client,
): Promise<(EventEnvelope & { readonly recorded: Recorded })[]> {
  const { rows } = await database.query<RecordedRow>(`
    select event, server, transaction_id::text as transaction,
           pg_snapshot_xmin(snapshot)::text as xmin, pg_snapshot_xmax(snapshot)::text as xmax,
           array(select pg_snapshot_xip(snapshot)::text) as under_way
      from fault_recorded order by position`);
  return rows.map(({ event, server, transaction, xmin, xmax, under_way: underWay }) => ({
    ...envelopeSchema.parse(event),
    recorded: {
      server,
      transaction: BigInt(transaction),
      xmin: BigInt(xmin),
      xmax: BigInt(xmax),
      underWay: underWay.map(BigInt),
    },
  }));
}

/** What was committed in inboxes. */
export async function readHandled(database: Client): Promise<HandledRow[]> {
  const { rows } = await database.query<HandledRow>(
    `select queue, event_id, server || ' ' || transaction_id as transaction_id from fault_handled order by position`,
  );
  return rows;
}

/** What was committed of effects. */
export async function readEffects(database: Client): Promise<EffectRow[]> {
  const { rows } = await database.query<EffectRow>(`
    select effect, key, detail, server || ' ' || transaction_id as transaction_id,
           (select min(queue) from fault_handled handled
             where handled.transaction_id = fault_effect.transaction_id
               and handled.server = fault_effect.server) as queue
      from fault_effect order by position`);
  return rows;
}

/** The queue to whose events a change belongs. */
function queueOf({ effect, queue }: EffectRow): ConsumerQueue {
  switch (effect) {
    case 'wallet':
      return 'payments.wallets.open';
    case 'display name':
      return 'payments.payees.rename';
    case 'PROCESSING':
      return 'payments.payments.process';
    case 'COMPLETED':
    case 'FAILED':
      return 'payments.payments.complete';
    case 'entry':
      return auditQueue;
    case 'mail':
      return mailQueue;
    default:
      // A row of a user is written for one of two queues, whichever inbox row stands beside it.
      return queue !== null && isConsumerQueue(queue) ? queue : 'admin.users.register';
  }
}

const displayNameOf = ({ data }: EventEnvelope): unknown => {
  const { after } = data;
  return typeof after === 'object' && after !== null && 'displayName' in after
    ? after.displayName
    : undefined;
};

/** Finds the event that a change is the effect of. */
export function eventFinder(events: readonly EventEnvelope[]): (row: EffectRow) => string {
  const types: Partial<Record<ConsumerQueue, string>> = {
    'payments.wallets.open': 'auth.user.registered',
    'payments.payments.process': 'payments.payment.created',
    'payments.payments.complete': 'payments.payment.processing',
    'admin.users.register': 'auth.user.registered',
  };
  const byTypeAndSubject = new Map(events.map(({ id, type, subject }) => [`${type} ${subject}`, id]));
  const byName = new Map(
    events.map((event) => [`${event.subject} ${String(displayNameOf(event))}`, event.id]),
  );
  return (row) => {
    const queue = queueOf(row);
    if (queue === auditQueue || queue === mailQueue) return row.key;
    const found =
      queue === 'admin.users.rename' || queue === 'payments.payees.rename'
        ? byName.get(`${row.key} ${row.detail}`)
        : byTypeAndSubject.get(`${types[queue]} ${row.key}`);
    return found ?? `${row.effect} of ${row.key}, which belongs to no event`;
  };
}

/** What the database of some queues shows of each. */
export function consumersOf(
  queues: readonly ConsumerQueue[],
  handled: readonly HandledRow[],
  effects: readonly EffectRow[],
  findEvent: (row: EffectRow) => string,
): ConsumerEvidence[] {
  return queues.map((queue) => ({
    queue,
    patterns: consumers[queue].patterns,
    handled: handled
      .filter((row) => row.queue === queue)
      .map((row): Trace => ({ eventId: row.event_id, transaction: row.transaction_id })),
    effects: effects
      .filter((row) => queueOf(row) === queue)
      .map((row): Trace => ({ eventId: findEvent(row), transaction: row.transaction_id })),
  }));
}

/** Open ones only: those that were replayed lie in no place any more. */
export async function readCollected(database: Client): Promise<DeadLetterEvidence[]> {
  const { rows } = await database.query<{ queue: string; event_id: string }>(
    `select queue, event_id from dead_letters where status = 'OPEN'`,
  );
  return rows.map(({ queue, event_id: eventId }) => ({ queue, eventId, place: 'the table of dead letters' }));
}

const booksSql = `
  select account.id || ' says ' || balance_minor || ' but its postings say ' || -coalesce(sum(amount_minor), 0)
      as finding
    from ledger_account account left join posting on posting.account_id = account.id
   where kind = 'WALLET' group by account.id having balance_minor <> -coalesce(sum(amount_minor), 0)
  union all
  select id || ' is overdrawn' from ledger_account where balance_minor < 0
  union all
  select 'clearing still holds ' || -sum(amount_minor) from posting where account_id like 'clearing:%'
  having sum(amount_minor) <> 0
  union all
  select 'payment ' || payment_id || ' has ' || count(*) || ' ledger entries' from ledger_entry
   where payment_id is not null group by payment_id having count(*) <> 2`;

const paymentsSql = `
  select payment.id, status, key as "idempotencyKey" from payment
    left join idempotency_key on result_id = payment.id and operation = 'makePayment'`;

/** Sums, wallets and payments. */
export async function readBooks(database: Client) {
  const { rows: sums } = await database.query<{ currency: string; sum: string }>(
    'select currency, sum(amount_minor)::text as sum from posting group by currency',
  );
  const { rows: wrong } = await database.query<{ finding: string }>(booksSql);
  const { rows: payments } = await database.query<Evidence['payments'][number]>(paymentsSql);
  return {
    ledgerSums: sums.map(({ currency, sum }) => ({ currency, sumMinor: BigInt(sum) })),
    booksWrong: wrong.map(({ finding }) => finding),
    payments,
  };
}

const queuesOf = (subgraph: Subgraph): ConsumerQueue[] =>
  Object.keys(consumers)
    .filter(isConsumerQueue)
    .filter((queue) => queue.startsWith(`${subgraph}.`));

/** Reads the commit logs, the dead letters and the books. */
export async function gatherEvidence(platform: Platform, known: Known): Promise<Evidence> {
  const { published, poison, isReplayed, ...rest } = known;
  const read = (subgraph: Subgraph) =>
    platform.query(subgraph, async (database) => ({
      recorded: await readRecorded(database),
      handled: await readHandled(database),
      effects: await readEffects(database),
    }));
  const [payments, admin, auth] = [await read('payments'), await read('admin'), await read('auth')];
  const committed = [...published, ...payments.recorded, ...admin.recorded];
  const findEvent = eventFinder(committed);
  const consumersSeen = [
    ...consumersOf(queuesOf('payments'), payments.handled, payments.effects, findEvent),
    // Whose language a mail is in leaves no trace that tells which event set it.
    ...consumersOf([mailQueue], auth.handled, auth.effects, findEvent),
    ...consumersOf(queuesOf('admin'), admin.handled, admin.effects, findEvent),
  ];
  const books = await platform.query('payments', readBooks);
  const poisoned = committed
    .filter((event) => poison.has(event))
    .map(({ id }) => ({ queue: auditQueue, eventId: id }));
  return {
    ...rest,
    ...books,
    booksWrong: [...books.booksWrong, ...(await readMails(platform))],
    committed,
    consumers: consumersSeen,
    deadLetters: [...(await drainDeadQueues(platform)), ...(await platform.query('admin', readCollected))],
    poisoned: isReplayed ? [] : poisoned,
    replayed: isReplayed ? poisoned : [],
  };
}
