import type { EntityManager } from '@mikro-orm/postgresql';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { Payment } from '../entities/payment.entity.ts';
import { Payout } from '../entities/payout.entity.ts';
import { readLines, type StatementRow } from '../ledger/read-statement.ts';
import { beginLook } from './begin-look.ts';
import { nameParties } from './export-payments.ts';
import { maskIban } from './iban.ts';
import { sumUp, type StatementScope, type WalletStatement } from './wallet-statement.ts';

/** What is in memory at a time. */
const pageSize = 500;

/** Nothing of an earlier page is kept. */
const fresh = { disableIdentityMap: true } as const;

export interface ExportedLine extends StatementRow {
  /** Whom or which bank account it was with; empty for a card. */
  readonly counterparty: string;
  readonly note: string;
}

/** First the sums, then page by page the lines. */
export type StatementPart =
  | { readonly kind: 'sums'; readonly sums: WalletStatement['sums'] }
  | { readonly kind: 'lines'; readonly lines: readonly ExportedLine[] };

const idsOf = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

/** Tells of each line whom it was with. */
async function describe(
  em: EntityManager,
  { userId }: Viewer,
  rows: readonly StatementRow[],
): Promise<ExportedLine[]> {
  const payments = await em.find(Payment, { id: { $in: idsOf(rows.map((row) => row.paymentId)) } }, fresh);
  const payouts = await em.find(Payout, { id: { $in: idsOf(rows.map((row) => row.payoutId)) } }, fresh);
  const names = await nameParties(em, payments);
  const paymentOf = new Map(payments.map((payment) => [payment.id, payment]));
  const accountOf = new Map(payouts.map(({ id, iban }) => [id, maskIban(iban)]));
  return rows.map((row) => {
    const payment = row.paymentId === null ? undefined : paymentOf.get(row.paymentId);
    const other = payment?.payerId === userId ? payment.recipientId : payment?.payerId;
    const counterparty = names.get(other ?? '') ?? accountOf.get(row.payoutId ?? '') ?? '';
    return { ...row, counterparty, note: payment?.note ?? '' };
  });
}

/** Reads it all by one look at the database, which the caller begins and ends. */
async function* readAll(
  em: EntityManager,
  viewer: Viewer,
  scope: StatementScope,
): AsyncGenerator<StatementPart, void> {
  const sums = await sumUp(em, scope);
  yield { kind: 'sums', sums };
  let after: Parameters<typeof readLines>[2] = { place: null, balanceMinor: sums.openingMinor };
  for (;;) {
    const rows = await readLines(em, scope, after, pageSize);
    if (rows.length > 0) yield { kind: 'lines', lines: await describe(em, viewer, rows) };
    const last = rows.at(-1);
    if (last) after = { place: last, balanceMinor: last.balanceMinor };
    if (rows.length < pageSize) break;
  }
  // What a file says must add up; one that does not is broken off.
  if (after.balanceMinor !== sums.closingMinor) {
    throw new Error(`The lines of ${scope.accountId} end at ${after.balanceMinor}, not ${sums.closingMinor}`);
  }
}

/**
 * A wallet's month, part by part as they are taken, by one look at the database, however long it takes; it ends with
 * whoever takes it.
 */
export async function* exportStatement(
  em: EntityManager,
  viewer: Viewer,
  scope: StatementScope,
): AsyncGenerator<StatementPart, void> {
  const look = await beginLook(em);
  try {
    yield* readAll(look, viewer, scope);
  } finally {
    await look.rollback();
  }
}
