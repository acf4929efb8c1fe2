import { raw, type FilterQuery } from '@mikro-orm/postgresql';
import { badUserInput } from '@payloom/subgraph-kit/errors';
import { idsWithin } from '@payloom/subgraph-kit/id-period';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import type { PaymentStatus } from '../entities/payment-state.ts';
import type { Payment } from '../entities/payment.entity.ts';

const searchExpected = 'expected at most 100 printable characters.';

/** What may be searched for. */
export const searchSchema = z
  .string(searchExpected)
  .max(100, searchExpected)
  .refine((search) => !search.includes('\0'), searchExpected);

export type Where = FilterQuery<Payment>;

/** In minor units; both ends are part of it. */
export interface AmountRange {
  currency: string;
  minMinor?: number | null | undefined;
  maxMinor?: number | null | undefined;
}

export interface PaymentFilter {
  status?: readonly PaymentStatus[] | null | undefined;
  direction?: 'SENT' | 'RECEIVED' | null | undefined;
  from?: Date | null | undefined;
  to?: Date | null | undefined;
  search?: string | null | undefined;
  /** Whether its payer waits for an answer to a wish to have money back. */
  refundRequested?: boolean | null | undefined;
  amount?: AmountRange | null | undefined;
  /** The user on the other side, or, for who looks on, on either side. */
  counterparty?: string | null | undefined;
}

export const partyTo = (userId: string): Where => ({ $or: [{ payerId: userId }, { recipientId: userId }] });

/** What two people have paid each other; each half is read by its own part of an index. */
export const between = (one: string, other: string): Where => ({
  $or: [
    { payerId: one, recipientId: other },
    { payerId: other, recipientId: one },
  ],
});

/** The words of a search as patterns, each to stand somewhere. */
export const patternsOf = (search: string): string[] =>
  search
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);

/** Each word of the search stands somewhere in the note. */
function wordsInNote(search: string): Where[] {
  if (!searchSchema.safeParse(search).success) throw badUserInput(`filter.search: ${searchExpected}`);
  return patternsOf(search).map((pattern) => ({ note: { $ilike: pattern } }));
}

/** Open requests are few, and have an index of their own. */
const awaitsRefund = (wanted: boolean): Where => ({
  [raw((alias) => `${alias}.id in (select payment_id from refund_request where status = 'OPEN')`)]: wanted,
});

function withinAmounts({ currency, minMinor, maxMinor }: AmountRange): Where {
  const [least, most] = [minMinor ?? 0, maxMinor ?? Number.MAX_SAFE_INTEGER];
  if (least < 0) throw badUserInput('filter.amount.minMinor: expected zero or more.');
  if (most < least) throw badUserInput('filter.amount.maxMinor: expected no less than minMinor.');
  return { currency, amountMinor: { $gte: least, $lte: most } };
}

/** The id in a filter. Throws BAD_USER_INPUT for what is none. */
export function counterpartyOf({ counterparty }: PaymentFilter): string | null {
  if (!counterparty) return null;
  if (!isUuid(counterparty)) throw badUserInput('filter.counterparty: expected the id of a user.');
  return counterparty;
}

/** All of a filter but whom payments are with; `standpoint` is the user from whose side they are sent or received. */
export function matching(filter: PaymentFilter, standpoint: string): Where[] {
  const where: Where[] = [];
  if (filter.status && filter.status.length > 0) where.push({ status: { $in: [...filter.status] } });
  if (filter.direction === 'SENT') where.push({ payerId: standpoint });
  if (filter.direction === 'RECEIVED') where.push({ recipientId: standpoint });
  if (filter.from) where.push({ createdAt: { $gte: filter.from }, id: idsWithin(filter.from, null) });
  if (filter.to) where.push({ createdAt: { $lt: filter.to }, id: idsWithin(null, filter.to) });
  if (filter.search) where.push(...wordsInNote(filter.search));
  if (typeof filter.refundRequested === 'boolean') where.push(awaitsRefund(filter.refundRequested));
  if (filter.amount) where.push(withinAmounts(filter.amount));
  return where;
}
