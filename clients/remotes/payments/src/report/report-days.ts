import { startOfDay, type Day } from '../plots/day.ts';

export interface ReportDay {
  date: string;
  sentMinor: number;
  receivedMinor: number;
}

/** Midnight, where the viewer is, of a date of the graph. */
function midnight(date: string): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day);
}

/** Every day from the first to the last, for the graph leaves out those without payments. */
export function everyDay(reported: readonly ReportDay[], from: string, to: string): Day[] {
  const byTime = new Map(reported.map((day) => [midnight(day.date).getTime(), day]));
  const days: Day[] = [];
  for (let at = midnight(from); at <= midnight(to); at = startOfDay(at, -1)) {
    const { receivedMinor = 0, sentMinor = 0 } = byTime.get(at.getTime()) ?? {};
    days.push({ at, inMinor: receivedMinor, outMinor: sentMinor });
  }
  return days;
}
