import { formatMoney, parseMoney } from '@payloom/ui-kit/money';
import { z } from 'zod';
import { useWords } from './words.ts';

/** In minor units; the payments subgraph holds the same, and has the last word. */
export interface AmountBounds {
  amountMinorMin: number;
  amountMinorMax: number;
}

function refusalOf(amountMinor: number, currency: string, bounds: AmountBounds): string | undefined {
  const t = useWords.now();
  if (amountMinor === 0) return t('amountZero');
  if (amountMinor < bounds.amountMinorMin)
    return t('amountLeast', { amount: formatMoney(bounds.amountMinorMin, currency) });
  if (amountMinor > bounds.amountMinorMax)
    return t('amountMost', { amount: formatMoney(bounds.amountMinorMax, currency) });
  return undefined;
}

/** Reads an amount as it was typed into integer minor units; refuses in plain words what cannot be moved. */
export function amountSchema(currency: string, bounds: AmountBounds) {
  return z.string().transform((text, context) => {
    const parsed = parseMoney(text, currency);
    const refusal = parsed.ok ? refusalOf(parsed.amountMinor, currency, bounds) : parsed.message;
    if (parsed.ok && !refusal) return { amountMinor: parsed.amountMinor, currency };
    context.addIssue({ code: 'custom', message: refusal ?? useWords.now()('amountZero') });
    return z.NEVER;
  });
}
