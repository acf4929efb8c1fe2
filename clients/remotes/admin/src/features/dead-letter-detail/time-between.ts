import { currentFormats } from '@payloom/i18n/formats';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;

/** How long after another moment something was: "0.4 s", "12 s", "3 min", "2.5 h". */
export function timeBetween(from: string, to: string): string {
  const { number } = currentFormats();
  const seconds = Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
  if (seconds < 10) return `${number(Math.round(seconds * 10) / 10)} s`;
  if (seconds < MINUTE_SECONDS) return `${Math.round(seconds)} s`;
  if (seconds < HOUR_SECONDS) return `${Math.round(seconds / MINUTE_SECONDS)} min`;
  return `${number(Math.round((seconds / HOUR_SECONDS) * 10) / 10)} h`;
}
