const two = (number: number): string => String(number).padStart(2, '0');

/** A day from today on, where the viewer is, as the graph writes dates: `2027-01-31`. */
export function dateInDays(days: number, from = new Date()): string {
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** A date in words: "Sun, Jan 31, 2027". It is a day of the calendar, the same wherever it is read. */
export function dateWords(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day).toLocaleDateString('en', {
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
  if (cadence === 'ONCE') return `On ${date}`;
  return `Every ${cadence === 'WEEKLY' ? 'week' : 'month'} from ${date}`;
}
