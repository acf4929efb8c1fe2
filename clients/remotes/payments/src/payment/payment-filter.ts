import type { PaymentDirection, PaymentStatus } from './__generated__/payment.ts';

/** The graph's `PaymentFilter`, as the cache keeps it. */
export interface PaymentFilter {
  status?: PaymentStatus[] | null;
  direction?: PaymentDirection | null;
  from?: string | null;
  to?: string | null;
  search?: string | null;
}

interface Filterable {
  status: PaymentStatus;
  direction: PaymentDirection | null;
  createdAt: string;
  note: string | null;
}

/**
 * Whether a payment belongs to a filtered list. 'unsure' where only the server can tell: how it finds words in a note
 * is its own affair.
 */
export function belongsTo(payment: Filterable, filter: PaymentFilter): 'yes' | 'no' | 'unsure' {
  const { status, direction, from, to, search } = filter;
  const madeAt = Date.parse(payment.createdAt);
  if (status?.length && !status.includes(payment.status)) return 'no';
  if (direction && payment.direction !== direction) return 'no';
  if (from && madeAt < Date.parse(from)) return 'no';
  if (to && madeAt >= Date.parse(to)) return 'no';
  if (!search) return 'yes';
  return payment.note ? 'unsure' : 'no';
}
