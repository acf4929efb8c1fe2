import { currentFormats } from '@payloom/i18n/formats';
import { formatMoney } from '@payloom/ui-kit/money';
import { useWords } from './words.ts';

/** The graph's `DailyLimitReached`: what can still be paid today, and from when on more. */
export function dayIsSpent({
  left,
  resetsAt,
}: {
  left: { amountMinor: number; currency: string };
  resetsAt: string;
}): string {
  return useWords.now()('dayIsSpent', {
    left: formatMoney(left.amountMinor, left.currency),
    time: currentFormats().dateTime(new Date(resetsAt), { dateStyle: 'medium', timeStyle: 'short' }),
  });
}
