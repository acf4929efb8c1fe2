import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { DisplayName } from './entities/display-name.entity.ts';
import { LedgerAccount } from './entities/ledger-account.entity.ts';
import { LedgerEntry } from './entities/ledger-entry.entity.ts';
import { PaymentRequest } from './entities/payment-request.entity.ts';
import { PaymentSchedule } from './entities/payment-schedule.entity.ts';
import { statusesUnderWay } from './entities/payment-state.ts';
import { payoutsUnderWay } from './entities/payout-state.ts';
import { PaymentStep } from './entities/payment-step.entity.ts';
import { Payment } from './entities/payment.entity.ts';
import { Payout } from './entities/payout.entity.ts';
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
  readonly payout: Loader<Payout | null>;
  readonly wallet: Loader<Wallet | null>;
  /** By their owner's id, the first one first. */
  readonly walletsOfOwner: Loader<Wallet[]>;
  /** What a wallet holds, in minor units, by the wallet's id. */
  readonly balanceMinor: Loader<number>;
  /** What is set aside for payments and payouts under way, in minor units, by the wallet's id. */
  readonly pendingMinor: Loader<number>;
  readonly stepsOfPayment: Loader<PaymentStep[]>;
  readonly postingsOfPayment: Loader<Posting[]>;
  readonly refundsOfPayment: Loader<Refund[]>;
  readonly postingsOfRefund: Loader<Posting[]>;
  /** The latest of each payment. */
  readonly refundRequestOfPayment: Loader<RefundRequest | null>;
  readonly schedule: Loader<PaymentSchedule | null>;
  readonly lastRunOfSchedule: Loader<ScheduleRun | null>;
  readonly paymentRequest: Loader<PaymentRequest | null>;
  /** The latest of each request. */
  readonly latestPaymentOfRequest: Loader<Payment | null>;
  /** What a user is called, by their id. */
  readonly displayName: Loader<string | null>;
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

const pendingRowsSchema = z.array(
  z.object({ wallet_id: z.string(), pending_minor: z.coerce.number().int() }),
);

function pendingSums(em: EntityManager): Loader<number> {
  return batched(async (walletIds) => {
    const rows = await em.execute(
      `select wallet_id, sum(amount_minor) as pending_minor from (
         select wallet.id as wallet_id, amount_minor
           from wallet join payment on payer_id = owner_id and payment.currency = wallet.currency
          where wallet.id = any(string_to_array(?, ',')::uuid[]) and status = any(string_to_array(?, ','))
         union all
         select wallet_id, amount_minor from payout
          where wallet_id = any(string_to_array(?, ',')::uuid[]) and status = any(string_to_array(?, ','))
       ) under_way group by wallet_id`,
      [walletIds.join(','), statusesUnderWay.join(','), walletIds.join(','), payoutsUnderWay.join(',')],
    );
    const byWallet = new Map(pendingRowsSchema.parse(rows).map((row) => [row.wallet_id, row.pending_minor]));
    return (walletId) => byWallet.get(walletId) ?? 0;
  });
}

function wallets(em: EntityManager): Loader<Wallet[]> {
  return batched(async (keys) => {
    // Ids come from anywhere, and PostgreSQL fails on one that is none.
    const ownerIds = keys.filter((key) => isUuid(key));
    const rows = await em.find(Wallet, { ownerId: { $in: ownerIds } }, { ...fresh, orderBy: { id: 'asc' } });
    const byOwner = Map.groupBy(rows, ({ ownerId }) => ownerId);
    return (ownerId) => byOwner.get(ownerId) ?? [];
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

/** A request for many may have many payments. */
function latestPayments(em: EntityManager): Loader<Payment | null> {
  return batched(async (requestIds) => {
    const rows = await em.execute(
      `select distinct on (request_id) id from payment
        where request_id = any(string_to_array(?, ',')::uuid[]) order by request_id, id desc`,
      [requestIds.join(',')],
    );
    const ids = z.array(z.object({ id: z.string() })).parse(rows);
    const payments = await em.find(Payment, { id: { $in: ids.map(({ id }) => id) } }, fresh);
    const byRequest = new Map(payments.map((payment) => [payment.requestId, payment]));
    return (requestId) => byRequest.get(requestId) ?? null;
  });
}

function displayNames(em: EntityManager): Loader<string | null> {
  return batched(async (userIds) => {
    const rows = await em.find(DisplayName, { userId: { $in: [...userIds] } }, fresh);
    const byUser = new Map(rows.map(({ userId, name }) => [userId, name]));
    return (userId) => byUser.get(userId) ?? null;
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
    payout: one(
      (ids) => em.find(Payout, { id: { $in: ids } }, fresh),
      ({ id }) => id,
    ),
    wallet: one(
      (ids) => em.find(Wallet, { id: { $in: ids } }, fresh),
      ({ id }) => id,
    ),
    walletsOfOwner: wallets(em),
    balanceMinor: balances(em),
    pendingMinor: pendingSums(em),
    stepsOfPayment: steps(em),
    postingsOfPayment: postings(em, 'paymentId'),
    refundsOfPayment: refunds(em),
    postingsOfRefund: postings(em, 'refundId'),
    refundRequestOfPayment: latestRefundRequests(em),
    schedule: one(
      (ids) => em.find(PaymentSchedule, { id: { $in: ids } }, fresh),
      ({ id }) => id,
    ),
    lastRunOfSchedule: lastRuns(em),
    paymentRequest: one(
      (ids) => em.find(PaymentRequest, { id: { $in: ids } }, fresh),
      ({ id }) => id,
    ),
    latestPaymentOfRequest: latestPayments(em),
    displayName: displayNames(em),
  };
}
