import { useSyncExternalStore, type ComponentProps } from 'react';
import { cn } from './cn.ts';
import { displayLocale } from './display-locale.ts';

const TICK_MILLISECONDS = 10_000;
const listeners = new Set<() => void>();
let now = Date.now();
let ticker: ReturnType<typeof setInterval> | undefined;

// One ticker for every time on the page, and none where no time is shown.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticker ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, TICK_MILLISECONDS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticker);
    ticker = undefined;
  };
}

const units: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, below: number][] = [
  ['second', 1, 60],
  ['minute', 60, 3600],
  ['hour', 3600, 86_400],
  ['day', 86_400, 7 * 86_400],
];

/** "just now", "3 minutes ago", "yesterday"; from a week on the date itself. */
export function formatRelativeTime(at: Date, from: Date, locale = displayLocale()): string {
  const seconds = Math.round((at.getTime() - from.getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 10) return 'just now';
  const fit = units.find(([, , below]) => distance < below);
  if (!fit) return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at);
  const [unit, unitSeconds] = fit;
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    Math.trunc(seconds / unitSeconds),
    unit,
  );
}

/** The exact moment, to the second and with its zone. */
export function formatExactTime(at: Date, locale = displayLocale()): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long' }).format(at);
}

export interface RelativeTimeProps extends Omit<ComponentProps<'time'>, 'dateTime' | 'children'> {
  /** ISO 8601, as the graph gives it. */
  value: string;
}

/** A moment seen from now, kept up to date; hovering tells the exact one, above a row's link too. */
export function RelativeTime({ value, className, ...props }: RelativeTimeProps) {
  const ticked = useSyncExternalStore(
    subscribe,
    () => now,
    () => now,
  );
  const at = new Date(value);
  // What happens between two ticks is not in the future.
  const from = new Date(Math.max(ticked, Math.min(at.getTime(), Date.now())));
  return (
    <time
      dateTime={value}
      title={formatExactTime(at)}
      className={cn('relative z-1 whitespace-nowrap tabular-nums', className)}
      {...props}
    >
      {formatRelativeTime(at, from)}
    </time>
  );
}
