import type { PaymentDirection, PaymentStatus } from './__generated__/payment.ts';

/** The graph's `PaymentFilter`, as the cache keeps it. */
export interface PaymentFilter {
  status?: PaymentStatus[] | null;
  direction?: PaymentDirection | null;
  from?: string | null;
  to?: string | null;
  search?: string | null;
  refundRequested?: boolean | null;
  amount?: { currency: string; minMinor?: number | null; maxMinor?: number | null } | null;
  /** A user's id. */
  counterparty?: string | null;
}

interface Filterable {
  status: PaymentStatus;
  direction: PaymentDirection | null;
  createdAt: string;
  note: string | null;
  amount: { amountMinor: number; currency: string };
  payer: { id: string };
  recipient: { id: string };
}

/** Whether what a payment moves is in the range. */
function isWithin({ amountMinor, currency }: Filterable['amount'], range: PaymentFilter['amount']): boolean {
  if (!range) return true;
  const { minMinor, maxMinor } = range;
  return (
    currency === range.currency && amountMinor >= (minMinor ?? 0) && amountMinor <= (maxMinor ?? Infinity)
  );
}

/**
 * Whether a payment belongs to a filtered list. 'unsure' where only the server can tell: how it finds words in a note
 * is its own affair, and what is listed of a payment does not say whether its payer asks for money back.
 */
export function belongsTo(payment: Filterable, filter: PaymentFilter): 'yes' | 'no' | 'unsure' {
  const { status, direction, from, to, search, refundRequested, amount, counterparty } = filter;
  const madeAt = Date.parse(payment.createdAt);
  if (status?.length && !status.includes(payment.status)) return 'no';
  if (direction && payment.direction !== direction) return 'no';
  if (from && madeAt < Date.parse(from)) return 'no';
  if (to && madeAt >= Date.parse(to)) return 'no';
  if (!isWithin(payment.amount, amount)) return 'no';
  if (counterparty && payment.payer.id !== counterparty && payment.recipient.id !== counterparty) return 'no';
  if (search && !payment.note) return 'no';
  return search || typeof refundRequested === 'boolean' ? 'unsure' : 'yes';
}
