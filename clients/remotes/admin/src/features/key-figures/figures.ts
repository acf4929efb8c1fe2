import type { KeyFiguresQuery } from './__generated__/key-figures.ts';

export type Day = KeyFiguresQuery['keyFigures'][number];
export type Figure = 'usersRegistered' | 'paymentsCreated' | 'paymentsCompleted' | 'paymentsFailed';

/** One of the numbers of a plot. */
export interface Series {
  figure: Figure;
  label: string;
}

/** A day of the graph, which begins in UTC, as its date. */
export function dayWords(day: string): string {
  return new Date(day).toLocaleDateString('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

export function sumOf(days: readonly Day[], figure: Figure): number {
  return days.reduce((sum, day) => sum + day[figure], 0);
}
