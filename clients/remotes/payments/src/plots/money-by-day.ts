export interface Movement {
  amount: { amountMinor: number };
  direction: 'SENT' | 'RECEIVED' | null;
  createdAt: string;
}

export interface Day {
  /** Midnight where the viewer is. */
  at: Date;
  inMinor: number;
  outMinor: number;
}

/** Whether anything came in or went out. */
export function hasMovement({ inMinor, outMinor }: Day): boolean {
  return inMinor > 0 || outMinor > 0;
}

/** Midnight that many days before a moment; by the calendar, for not every day has 24 hours. */
export function startOfDay(moment: Date, daysBefore = 0): Date {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() - daysBefore);
}

/** What came in and went out on each day from `from` to `to`, oldest first; days without payments are zero. */
export function moneyByDay(movements: readonly Movement[], from: Date, to: Date): Day[] {
  const days: Day[] = [];
  for (let at = startOfDay(from); at <= to; at = startOfDay(at, -1))
    days.push({ at, inMinor: 0, outMinor: 0 });
  const byTime = new Map(days.map((day) => [day.at.getTime(), day]));
  for (const { amount, direction, createdAt } of movements) {
    const day = byTime.get(startOfDay(new Date(createdAt)).getTime());
    if (day && direction === 'RECEIVED') day.inMinor += amount.amountMinor;
    if (day && direction === 'SENT') day.outMinor += amount.amountMinor;
  }
  return days;
}

/** The first day of which all payments are known, where only the newest were loaded. */
export function firstWholeDay(oldestLoaded: Movement): Date {
  return startOfDay(new Date(oldestLoaded.createdAt), -1);
}
