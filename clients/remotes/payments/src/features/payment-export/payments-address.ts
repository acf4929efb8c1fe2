import type { Region } from '@payloom/i18n/language';
import type { PaymentFilter } from '../../payment/payment-filter.ts';

/** Where the file of the payments that a filter finds is. */
export function paymentsAddress(
  filter: PaymentFilter | undefined,
  { timeZone, language }: Pick<Region, 'timeZone' | 'language'>,
): string {
  const query = new URLSearchParams({ timeZone, language });
  const { status, refundRequested, amount, ...rest } = filter ?? {};
  for (const each of status ?? []) query.append('status', each);
  if (typeof refundRequested === 'boolean') query.set('refundRequested', `${refundRequested}`);
  for (const [name, value] of Object.entries({ ...rest, ...amount }))
    if (typeof value === 'number' || value) query.set(name, `${value}`);
  return `/files/payments/payments.csv?${query}`;
}
