import { getRegion } from '@payloom/i18n/region';
import { dateInDays } from '../../payment/calendar-date.ts';

/** The month in the address of the page: `?month=2026-10`. */
export const monthParameter = 'month';

const offeredMax = 24;

/** The month that it is where the viewer is. */
export const thisMonth = (): string => dateInDays(0).slice(0, 7);

/** Whether it is over where the viewer is: until then it has a balance so far, and no closing one. */
export const hasEnded = (month: string): boolean => month < thisMonth();

/** The month so many before or after another. */
export function monthsFrom(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** Whether it is written as a month; whether there is a statement of it the server says. */
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** What can be chosen: the latest two years, and the chosen one where it is older. */
export function offeredMonths(chosen: string): string[] {
  const latest = Array.from({ length: offeredMax }, (_, count) => monthsFrom(thisMonth(), -count));
  return latest.includes(chosen) || !isMonth(chosen) || chosen > thisMonth() ? latest : [...latest, chosen];
}

/** A month in words: "October 2026". It is a month of the calendar, the same wherever it is read. */
export function monthWords(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1, 1)).toLocaleDateString(getRegion().locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
