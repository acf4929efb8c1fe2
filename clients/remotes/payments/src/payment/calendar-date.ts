import { getRegion } from '@payloom/i18n/region';
import { serverNow } from '@payloom/i18n/server-clock';
import { useWords } from './words.ts';

/** A day from today on, by the clock of the viewer's time zone, as the graph writes dates: `2027-01-31`. */
export function dateInDays(days: number, from = new Date(serverNow())): string {
  const { timeZone } = getRegion();
  // Sweden writes dates as ISO 8601 does.
  const today = from.toLocaleDateString('sv-SE', { timeZone });
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** A date in words: "Sun, Jan 31, 2027". It is a day of the calendar, the same wherever it is read. */
export function dateWords(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day).toLocaleDateString(getRegion().locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

export type Cadence = 'ONCE' | 'WEEKLY' | 'MONTHLY';

/** When something is paid: "On Sun, Jan 31, 2027", "Every month from Sun, Jan 31, 2027". */
export function rhythmWords(cadence: Cadence, startsOn: string): string {
  const date = dateWords(startsOn);
  const t = useWords.now();
  if (cadence === 'ONCE') return t('once', { date });
  return cadence === 'WEEKLY' ? t('weekly', { date }) : t('monthly', { date });
}
