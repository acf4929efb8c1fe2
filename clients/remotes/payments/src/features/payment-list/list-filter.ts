import { z } from 'zod';
import type { PaymentFilter } from '../../payment/payment-filter.ts';

const dateSchema = z.iso.date();

/** The list's filter as its URL has it: `?status=FAILED&direction=SENT&from=2026-11-01&to=2026-11-30&search=rent`. */
const listFilterSchema = z.object({
  status: z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED']).optional().catch(undefined),
  direction: z.enum(['SENT', 'RECEIVED']).optional().catch(undefined),
  from: dateSchema.optional().catch(undefined),
  to: dateSchema.optional().catch(undefined),
  search: z.string().trim().min(1).max(100).optional().catch(undefined),
});

export type ListFilter = z.infer<typeof listFilterSchema>;
export type ListFilterName = keyof ListFilter;

const names = ['status', 'direction', 'from', 'to', 'search'] as const satisfies readonly ListFilterName[];

/** Reads the filter from the URL; what makes no sense there is as if it were not. */
export function readListFilter(params: URLSearchParams): ListFilter {
  return listFilterSchema.parse(
    Object.fromEntries(names.map((name) => [name, params.get(name) ?? undefined])),
  );
}

/** The URL's parameters with one part of the filter changed; undefined takes it away. */
export function withFilter(
  params: URLSearchParams,
  name: ListFilterName,
  value: string | undefined,
): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}

/** The URL's parameters without any filter. */
export function withoutFilter(params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of names) next.delete(name);
  return next;
}

/** How many parts of the filter are set. */
export function countFilters(filter: ListFilter): number {
  return names.filter((name) => filter[name] !== undefined).length;
}

/** Midnight of a day where the viewer is. */
function startOfDay(date: string, daysLater = 0): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day + daysLater).toISOString();
}

/** What the graph is asked for; both days are included. Undefined where nothing is filtered. */
export function toPaymentFilter(filter: ListFilter): PaymentFilter | undefined {
  if (countFilters(filter) === 0) return undefined;
  const { status, direction, from, to, search } = filter;
  return {
    ...(status && { status: [status] }),
    ...(direction && { direction }),
    ...(from && { from: startOfDay(from) }),
    ...(to && { to: startOfDay(to, 1) }),
    ...(search && { search }),
  };
}
