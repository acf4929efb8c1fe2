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
