import { TZDate } from '@date-fns/tz';
import { getRegion } from '@payloom/i18n/region';

/**
 * When a day such as `2026-03-29` begins in the time zone of the viewer's profile, or one that many days later; undefined
 * where it is no day. Where the clocks go forward at midnight, a day begins at the first hour that it has.
 */
export function startOfDay(date: string, daysLater = 0): Date | undefined {
  const [year, month, day] = /^\d{4}-\d{2}-\d{2}$/.test(date) ? date.split('-').map(Number) : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const start = new TZDate(year, month - 1, day + daysLater, getRegion().timeZone).getTime();
  return Number.isNaN(start) ? undefined : new Date(start);
}
