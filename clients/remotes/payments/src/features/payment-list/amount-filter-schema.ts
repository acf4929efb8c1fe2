import { parseMoney } from '@payloom/ui-kit/money';
import { z } from 'zod';
import { toDecimal } from '../../payment/decimal.ts';
import { useWords } from './words.ts';

/** An end of a range as somebody types it; nothing typed is no end. */
const endSchema = (currency: string) =>
  z.string().transform((text, context) => {
    if (text.trim() === '') return undefined;
    const parsed = parseMoney(text, currency);
    if (parsed.ok) return parsed.amountMinor;
    context.addIssue({ code: 'custom', message: parsed.message });
    return z.NEVER;
  });

/** What is typed into the filter of amounts, read into what the address has. */
export const amountFilterSchema = (currency: string) =>
  z
    .object({ currency: z.string(), min: endSchema(currency), max: endSchema(currency) })
    .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
      path: ['max'],
      error: () => useWords.now()('amount.wrongWay'),
    })
    .transform(({ min, max }) => ({
      currency,
      min: min === undefined ? undefined : toDecimal(min, currency),
      max: max === undefined ? undefined : toDecimal(max, currency),
    }));

type AmountFilterSchema = ReturnType<typeof amountFilterSchema>;
export type AmountFilterValues = z.input<AmountFilterSchema>;
export type AmountFilterChange = z.output<AmountFilterSchema>;
