import { Temporal } from 'temporal-polyfill';

export const cadences = ['ONCE', 'WEEKLY', 'MONTHLY'] as const;
export type Cadence = (typeof cadences)[number];

/** When in the day a scheduled payment is made, where its payer is. */
const paidAt = Temporal.PlainTime.from('09:00');

export interface Rhythm {
  readonly startsOn: string;
  readonly cadence: Cadence;
}

/**
 * The due date after so many runs; undefined when there is none. Counted from the first, so that what is due on the 31st is
 * due on the last day of a shorter month, and on the 31st again afterwards.
 */
export function dueDateAfter({ startsOn, cadence }: Rhythm, runCount: number): string | undefined {
  const start = Temporal.PlainDate.from(startsOn);
  switch (cadence) {
    case 'ONCE':
      return runCount === 0 ? startsOn : undefined;
    case 'WEEKLY':
      return start.add({ weeks: runCount }).toString();
    case 'MONTHLY':
      return start.add({ months: runCount }).toString();
  }
}

/** The moment at which something due on that date is paid. */
export function momentOf(dueOn: string, timeZone: string): Date {
  const { epochMilliseconds } = Temporal.PlainDate.from(dueOn).toZonedDateTime({
    timeZone,
    plainTime: paidAt,
  });
  return new Date(epochMilliseconds);
}

/** The first due dates of a rhythm. */
export function firstDueDates(rhythm: Rhythm, countMax: number): string[] {
  return Array.from({ length: countMax }, (_, number) => dueDateAfter(rhythm, number)).filter(
    (date) => date !== undefined,
  );
}

/** Whole days from today, where the payer is, to a date. */
export function daysUntil(date: string, timeZone: string, now: Date): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return today.until(Temporal.PlainDate.from(date), { largestUnit: 'days' }).days;
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** The moment at which a date, or one so many days later, begins. */
export function startOfDay(date: string, timeZone: string, daysLater = 0): Date {
  const day = Temporal.PlainDate.from(date).add({ days: daysLater });
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
}
