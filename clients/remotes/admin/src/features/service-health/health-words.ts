import { currentFormats } from '@payloom/i18n/formats';
import type { ServiceRowFragment } from './__generated__/service-health.ts';
import { useWords } from './words.ts';

export type Period = ServiceRowFragment['history'][number];
export type PeriodHealth = 'ready' | 'notReady' | 'down' | 'unknown';

/** The worst that was found in a period. */
export function periodHealth({ readyCount, notReadyCount, downCount }: Period): PeriodHealth {
  if (downCount > 0) return 'down';
  if (notReadyCount > 0) return 'notReady';
  return readyCount > 0 ? 'ready' : 'unknown';
}

const countOf = ({ readyCount, notReadyCount, downCount }: Period): number =>
  readyCount + notReadyCount + downCount;

/** How much of the time a service was ready, in whole and tenths of a percent, never rounded up to all of it. */
export function readyShare(history: readonly Period[]): string {
  const count = history.reduce((sum, period) => sum + countOf(period), 0);
  const ready = history.reduce((sum, { readyCount }) => sum + readyCount, 0);
  if (count === 0) return '–';
  if (ready === count) return '100 %';
  const tenths = Math.floor((ready / count) * 1_000) / 10;
  return `${currentFormats().number(tenths, { minimumFractionDigits: 1 })} %`;
}

/** What was found in a period, in words. */
export function periodWords(period: Period): string {
  const t = useWords.now();
  const count = countOf(period);
  if (count === 0) return t('notAsked');
  const { readyCount, notReadyCount, downCount } = period;
  if (readyCount === count) return t('readyAll');
  const parts = [
    readyCount > 0 && t('readyTimes', { part: readyCount, all: count }),
    notReadyCount > 0 && t('notReadyTimes', { count: notReadyCount }),
    downCount > 0 && t('downTimes', { count: downCount }),
  ].filter((part) => part !== false);
  const words = parts.join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What does not answer a service, in words. */
export function failingWords(failing: readonly string[]): string {
  const t = useWords.now();
  return failing.length === 0 ? t('something') : t('its', { parts: currentFormats().list(failing) });
}
