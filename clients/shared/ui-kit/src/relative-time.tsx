import { getRegion } from '@payloom/i18n/region';
import { serverNow } from '@payloom/i18n/server-clock';
import { useRegion } from '@payloom/i18n/use-region';
import { useSyncExternalStore, type ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useWords } from './words.ts';

const TICK_MILLISECONDS = 10_000;
const NOW_WITHIN_SECONDS = 15;
const listeners = new Set<() => void>();
let ticker: ReturnType<typeof setInterval> | undefined;

// One ticker for every time on the page, and none where no time is shown.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticker ??= setInterval(() => {
    for (const each of listeners) each();
  }, TICK_MILLISECONDS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticker);
    ticker = undefined;
  };
}

/** The time in whole ticks: the same for every time on the page, and at most one tick behind. */
const lastTick = (): number => Math.floor(serverNow() / TICK_MILLISECONDS) * TICK_MILLISECONDS;

const units: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, below: number][] = [
  ['second', 1, 60],
  ['minute', 60, 3600],
  ['hour', 3600, 86_400],
  ['day', 86_400, 7 * 86_400],
];

/** "just now", "3 minutes ago", "yesterday"; from a week on the date itself. */
export function formatRelativeTime(at: Date, from: Date, locale = getRegion().locale): string {
  const seconds = Math.round((at.getTime() - from.getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < NOW_WITHIN_SECONDS) return useWords.now()('justNow');
  const fit = units.find(([, , below]) => distance < below);
  if (!fit)
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: getRegion().timeZone }).format(
      at,
    );
  const [unit, unitSeconds] = fit;
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    Math.trunc(seconds / unitSeconds),
    unit,
  );
}

/** The exact moment, to the second and with its zone, in the viewer's. */
export function formatExactTime(at: Date): string {
  const { locale, timeZone } = getRegion();
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone }).format(at);
}

export interface RelativeTimeProps extends Omit<ComponentProps<'time'>, 'dateTime' | 'children'> {
  /** ISO 8601, as the graph gives it. */
  value: string;
}

/** A moment seen from now, kept up to date; hovering tells the exact one, above a row's link too. */
export function RelativeTime({ value, className, ...props }: RelativeTimeProps) {
  useRegion();
  const from = useSyncExternalStore(subscribe, lastTick, lastTick);
  const at = new Date(value);
  return (
    <time
      dateTime={value}
      title={formatExactTime(at)}
      className={cn('relative z-1 whitespace-nowrap tabular-nums', className)}
      {...props}
    >
      {formatRelativeTime(at, new Date(from))}
    </time>
  );
}
