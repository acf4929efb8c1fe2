import {
  checkPageSize,
  decodeCursor,
  toConnection,
  type Connection,
  type PageArguments,
} from '@payloom/subgraph-kit/connection';
import type { EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { badUserInput } from '@payloom/subgraph-kit/errors';
import { invalidInput, parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Wallet } from '../entities/wallet.entity.ts';
import { walletAccountId } from '../ledger/accounts.ts';
import {
  balanceAt,
  findPlace,
  readLines,
  sumStretch,
  type StatementRow,
  type StatementSums,
  type Stretch,
} from '../ledger/read-statement.ts';
import { findFirstWallet } from './find-wallet.ts';
import { timeZoneSchema, walletNotOpen } from './input.ts';

const monthExpected = 'Must be a month since 1970 that has begun, such as 2026-10.';
const firstYear = 1970;

/** The month that the clocks of a zone are in. */
const monthNow = (timeZone: string): string => Temporal.Now.plainDateISO(timeZone).toString().slice(0, 7);

/** What says of which wallet and month a statement is. */
export const statementFields = {
  month: z.string(monthExpected).regex(/^\d{4}-(0[1-9]|1[0-2])$/, monthExpected),
  timeZone: timeZoneSchema,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Must be a currency code of ISO 4217, such as EUR.')
    .nullish(),
};

/** Whether a month has begun where its reader is, to be held by every schema of these fields. */
export const hasBegun = ({ month, timeZone }: { month: string; timeZone: string }): boolean =>
  Number(month.slice(0, 4)) >= firstYear && month <= monthNow(timeZone);
export const unlessBegun = { path: ['month'], error: monthExpected };

const statementInputSchema = z.object(statementFields).refine(hasBegun, unlessBegun);

export type StatementInput = z.infer<typeof statementInputSchema>;

/** A wallet's month: which of its postings it has, and in whose words. */
export interface StatementScope extends Stretch {
  readonly month: string;
  readonly timeZone: string;
  readonly currency: string;
}

export interface WalletStatement extends StatementScope {
  readonly __typename: 'WalletStatement';
  readonly sums: StatementSums & { readonly closingMinor: number };
}

/** The moments at which a month of a time zone begins and ends. */
export function monthPeriod(month: string, timeZone: string): { from: Date; to: Date } {
  const begin = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const midnight = (date: Temporal.PlainDate): Date =>
    new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  return { from: midnight(begin), to: midnight(begin.add({ months: 1 })) };
}

/** The viewer's own wallet of the month that is asked for, or what to say where there is none. */
export async function scopeOf(
  em: EntityManager,
  ownerId: string,
  { month, timeZone, currency }: StatementInput,
): Promise<StatementScope | InvalidInput> {
  const wallet = currency
    ? await em.findOne(Wallet, { ownerId, currency })
    : await findFirstWallet(em, ownerId);
  if (wallet === null)
    return currency ? invalidInput({ currency: `You have no wallet in ${currency}.` }) : walletNotOpen();
  const accountId = walletAccountId(wallet.id);
  return { month, timeZone, currency: wallet.currency, accountId, ...monthPeriod(month, timeZone) };
}

/** Opening, in, out and closing of a month, by its postings. */
export async function sumUp(em: EntityManager, scope: StatementScope): Promise<WalletStatement['sums']> {
  const sums = await sumStretch(em, scope);
  return { ...sums, closingMinor: sums.openingMinor + sums.inMinor - sums.outMinor };
}

/** What a month did to one of the viewer's own wallets, or which field is no month or no wallet of theirs. */
export async function readStatement(
  context: Pick<Context, 'em' | 'viewer'>,
  rawInput: unknown,
): Promise<WalletStatement | InvalidInput> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(statementInputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const scope = await scopeOf(context.em, userId, parsed.input);
  if ('message' in scope) return scope;
  return { __typename: 'WalletStatement', ...scope, sums: await sumUp(context.em, scope) };
}

/** A page of a statement's lines, oldest first. Throws BAD_USER_INPUT for a bad cursor or page size. */
export async function listStatementLines(
  em: EntityManager,
  { sums, ...scope }: WalletStatement,
  { first, after }: PageArguments,
): Promise<Connection<StatementRow>> {
  checkPageSize(first);
  const place = after ? await findPlace(em, scope, decodeCursor(after)) : null;
  if (after && place === null) throw badUserInput('after: expected a cursor from an earlier page.');
  const balanceMinor = place ? await balanceAt(em, scope.accountId, place) : sums.openingMinor;
  const rows = await readLines(em, scope, { place, balanceMinor }, first + 1);
  return toConnection(rows, first, place !== null);
}
