import { getRegion } from '@payloom/i18n/region';
import type { KeyFiguresQuery } from './__generated__/key-figures.ts';

export type Day = KeyFiguresQuery['keyFigures'][number];
export type Figure = 'usersRegistered' | 'paymentsCreated' | 'paymentsCompleted' | 'paymentsFailed';

/** A day of the graph, which begins in UTC, as its date. */
export function dayWords(day: string): string {
  return new Date(day).toLocaleDateString(getRegion().locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}

export function sumOf(days: readonly Day[], figure: Figure): number {
  return days.reduce((sum, day) => sum + day[figure], 0);
}
