import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { LedgerAccount } from './entities/ledger-account.entity.ts';
import { LedgerEntry } from './entities/ledger-entry.entity.ts';
import { statusesUnderWay } from './entities/payment-state.ts';
import { PaymentStep } from './entities/payment-step.entity.ts';
import { Payment } from './entities/payment.entity.ts';
import { Posting } from './entities/posting.entity.ts';
import { RefundRequest } from './entities/refund-request.entity.ts';
import { Refund } from './entities/refund.entity.ts';
import { ScheduleRun } from './entities/schedule-run.entity.ts';
import { TopUp } from './entities/top-up.entity.ts';
import { Wallet } from './entities/wallet.entity.ts';
import { walletAccountId } from './ledger/accounts.ts';

type Loader<Value> = DataLoader<string, Value>;

export interface Loaders {
  readonly payment: Loader<Payment | null>;
  readonly topUp: Loader<TopUp | null>;
  readonly wallet: Loader<Wallet | null>;
  readonly walletOfOwner: Loader<Wallet | null>;
  /** What a wallet holds, in minor units, by the wallet's id. */
  readonly balanceMinor: Loader<number>;
  /** What an owner has set aside for payments under way, in minor units, by the owner's id. */
  readonly pendingMinor: Loader<number>;
  readonly stepsOfPayment: Loader<PaymentStep[]>;
  readonly postingsOfPayment: Loader<Posting[]>;
  readonly refundsOfPayment: Loader<Refund[]>;
  readonly postingsOfRefund: Loader<Posting[]>;
  /** The latest of each payment. */
  readonly refundRequestOfPayment: Loader<RefundRequest | null>;
  readonly lastRunOfSchedule: Loader<ScheduleRun | null>;
}

/** Gathers the keys of one tick. Nothing is kept: a mutation later in the same operation must be seen. */
function batched<Value>(load: (keys: readonly string[]) => Promise<(key: string) => Value>): Loader<Value> {
  return new DataLoader<string, Value>(async (keys) => keys.map(await load([...new Set(keys)])), {
    cache: false,
  });
}

/** Reads past the identity map: what a resolver shows is what the database says now. */
const fresh = { disableIdentityMap: true } as const;

function one<Row>(find: (ids: string[]) => Promise<Row[]>, keyOf: (row: Row) => string): Loader<Row | null> {
  return batched(async (keys) => {
    // Ids come from anywhere, and PostgreSQL fails on one that is none.
    const ids = keys.filter((key) => isUuid(key));
    const rows = ids.length > 0 ? await find(ids) : [];
    const byKey = new Map(rows.map((row) => [keyOf(row), row]));
    return (key) => byKey.get(key) ?? null;
  });
}

function balances(em: EntityManager): Loader<number> {
  return batched(async (walletIds) => {
    const accounts = await em.find(
      LedgerAccount,
      { id: { $in: walletIds.map((id) => walletAccountId(id)) } },
      fresh,
    );
    const byId = new Map(accounts.map(({ id, balanceMinor }) => [id, balanceMinor ?? 0]));
    return (walletId) => byId.get(walletAccountId(walletId)) ?? 0;
  });
}

const pendingRowsSchema = z.array(z.object({ payer_id: z.string(), pending_minor: z.coerce.number().int() }));

function pendingSums(em: EntityManager): Loader<number> {
  return batched(async (ownerIds) => {
    const rows = await em.execute(
      `select payer_id, sum(amount_minor) as pending_minor from payment
        where payer_id = any(string_to_array(?, ',')::uuid[]) and status = any(string_to_array(?, ','))
        group by payer_id`,
      [ownerIds.join(','), statusesUnderWay.join(',')],
    );
    const byOwner = new Map(pendingRowsSchema.parse(rows).map((row) => [row.payer_id, row.pending_minor]));
    return (ownerId) => byOwner.get(ownerId) ?? 0;
  });
}

function steps(em: EntityManager): Loader<PaymentStep[]> {
  return batched(async (paymentIds) => {
    const rows = await em.find(
      PaymentStep,
      { paymentId: { $in: [...paymentIds] } },
      { ...fresh, orderBy: { id: 'asc' } },
    );
    const byPayment = Map.groupBy(rows, (step) => step.paymentId);
    return (paymentId) => byPayment.get(paymentId) ?? [];
  });
}

/** The postings behind what the entries name in `of`. */
function postings(em: EntityManager, of: 'paymentId' | 'refundId'): Loader<Posting[]> {
  return batched(async (ids) => {
    const entries = await em.find(LedgerEntry, { [of]: { $in: [...ids] } }, fresh);
    const ownerOf = new Map(entries.map((entry) => [entry.id, entry[of]]));
    const rows = await em.find(
      Posting,
      { entryId: { $in: [...ownerOf.keys()] } },
      { ...fresh, orderBy: { id: 'asc' } },
    );
    const byOwner = Map.groupBy(rows, ({ entryId }) => ownerOf.get(entryId));
    return (id) => byOwner.get(id) ?? [];
  });
}

function refunds(em: EntityManager): Loader<Refund[]> {
  return batched(async (paymentIds) => {
    const rows = await em.find(
      Refund,
      { paymentId: { $in: [...paymentIds] } },
      { ...fresh, orderBy: { id: 'asc' } },
    );
    const byPayment = Map.groupBy(rows, ({ paymentId }) => paymentId);
    return (paymentId) => byPayment.get(paymentId) ?? [];
  });
}

function latestRefundRequests(em: EntityManager): Loader<RefundRequest | null> {
  return batched(async (paymentIds) => {
    const rows = await em.find(
      RefundRequest,
      { paymentId: { $in: [...paymentIds] } },
      { ...fresh, orderBy: { id: 'asc' } },
    );
    // The later of one payment takes the place of the earlier.
    const latest = new Map(rows.map((row) => [row.paymentId, row]));
    return (paymentId) => latest.get(paymentId) ?? null;
  });
}

/** Not all runs of a schedule: after ten years of weeks there are some. */
function lastRuns(em: EntityManager): Loader<ScheduleRun | null> {
  return batched(async (scheduleIds) => {
    const schedules = scheduleIds.join(',');
    const rows = await em.execute(
      `select distinct on (schedule_id) id from schedule_run
        where schedule_id = any(string_to_array(?, ',')::uuid[]) order by schedule_id, due_on desc`,
      [schedules],
    );
    const ids = z.array(z.object({ id: z.string() })).parse(rows);
    const runs = await em.find(ScheduleRun, { id: { $in: ids.map(({ id }) => id) } }, fresh);
    const bySchedule = new Map(runs.map((run) => [run.scheduleId, run]));
    return (scheduleId) => bySchedule.get(scheduleId) ?? null;
  });
}

/** The loaders of one operation: however many rows a query touches, each of these asks the database once a level. */
export function createLoaders(em: EntityManager): Loaders {
  return {
    payment: one(
      (ids) => em.find(Payment, { id: { $in: ids } }, fresh),
      ({ id }) => id,
    ),
    topUp: one(
      (ids) => em.find(TopUp, { id: { $in: ids } }, fresh),
      ({ id }) => id,
    ),
    wallet: one(
      (ids) => em.find(Wallet, { id: { $in: ids } }, fresh),
      ({ id }) => id,
    ),
    walletOfOwner: one(
      (ids) => em.find(Wallet, { ownerId: { $in: ids } }, fresh),
      ({ ownerId }) => ownerId,
    ),
    balanceMinor: balances(em),
    pendingMinor: pendingSums(em),
    stepsOfPayment: steps(em),
    postingsOfPayment: postings(em, 'paymentId'),
    refundsOfPayment: refunds(em),
    postingsOfRefund: postings(em, 'refundId'),
    refundRequestOfPayment: latestRefundRequests(em),
    lastRunOfSchedule: lastRuns(em),
  };
}
