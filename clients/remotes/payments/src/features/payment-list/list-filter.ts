import { startOfDay } from '@payloom/i18n/start-of-day';
import { fromNewest } from '@payloom/ui-kit/list-start';
import * as z from 'zod/mini';
import { fromDecimal } from '../../payment/decimal.ts';
import type { PaymentFilter } from '../../payment/payment-filter.ts';

/** What is not there or makes no sense is as if it were not. */
const ifSensible = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);

const dateSchema = z.iso.date();

const amountSchema = z.string().check(z.regex(/^\d{1,13}(\.\d{1,4})?$/));

/**
 * The list's filter as its URL has it: `?status=FAILED&direction=SENT&refund=asked&from=2026-11-01&to=2026-11-30&search=rent`
 * `&currency=EUR&min=10.00&max=50.00&person=<the id of a user>`.
 */
const listFilterSchema = z.object({
  status: ifSensible(z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'])),
  direction: ifSensible(z.enum(['SENT', 'RECEIVED'])),
  refund: ifSensible(z.enum(['asked'])),
  from: ifSensible(dateSchema),
  to: ifSensible(dateSchema),
  search: ifSensible(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
  currency: ifSensible(z.string().check(z.regex(/^[A-Z]{3}$/))),
  min: ifSensible(amountSchema),
  max: ifSensible(amountSchema),
  person: ifSensible(z.uuid()),
});

export type ListFilter = z.infer<typeof listFilterSchema>;
export type ListFilterName = keyof ListFilter;

const names = [
  'status',
  'direction',
  'refund',
  'from',
  'to',
  'search',
  'currency',
  'min',
  'max',
  'person',
] as const satisfies readonly ListFilterName[];

/** Reads the filter from the URL; what makes no sense there is as if it were not. */
export function readListFilter(params: URLSearchParams): ListFilter {
  return listFilterSchema.parse(
    Object.fromEntries(names.map((name) => [name, params.get(name) ?? undefined])),
  );
}

/** Some parts of a filter; undefined takes one away. */
export type ListFilterChange = Partial<Record<ListFilterName, string | undefined>>;

/** The URL's parameters with some parts of the filter changed. */
export function withFilter(params: URLSearchParams, change: ListFilterChange): URLSearchParams {
  const next = fromNewest(params);
  for (const [name, value] of Object.entries(change)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** The URL's parameters without any filter. */
export function withoutFilter(params: URLSearchParams): URLSearchParams {
  const next = fromNewest(params);
  for (const name of names) next.delete(name);
  return next;
}

/** The amounts of a filter in minor units; undefined where there are none of its currency. */
export function amountsOf({ currency, min, max }: ListFilter): PaymentFilter['amount'] | undefined {
  if (currency === undefined) return undefined;
  const minMinor = min === undefined ? undefined : fromDecimal(min, currency);
  const maxMinor = max === undefined ? undefined : fromDecimal(max, currency);
  // The wrong way round, nothing is between them.
  if (minMinor !== undefined && maxMinor !== undefined && minMinor > maxMinor) return undefined;
  return {
    currency,
    ...(minMinor === undefined ? {} : { minMinor }),
    ...(maxMinor === undefined ? {} : { maxMinor }),
  };
}

const ofAmounts: ReadonlySet<ListFilterName> = new Set(['currency', 'min', 'max']);

/** How many parts of the filter are set; amounts and their currency are one. */
export function countFilters(filter: ListFilter): number {
  const others = names.filter((name) => !ofAmounts.has(name) && filter[name] !== undefined);
  return others.length + (amountsOf(filter) ? 1 : 0);
}

/** What the graph is asked for; both days are included. Undefined where nothing is filtered. */
export function toPaymentFilter(filter: ListFilter): PaymentFilter | undefined {
  if (countFilters(filter) === 0) return undefined;
  const { status, direction, refund, from, to, search, person } = filter;
  const amount = amountsOf(filter);
  const begin = from && startOfDay(from);
  const end = to && startOfDay(to, 1);
  return {
    ...(status && { status: [status] }),
    ...(direction && { direction }),
    ...(refund && { refundRequested: true }),
    ...(begin && { from: begin.toISOString() }),
    ...(end && { to: end.toISOString() }),
    ...(search && { search }),
    ...(amount && { amount }),
    ...(person && { counterparty: person }),
  };
}
