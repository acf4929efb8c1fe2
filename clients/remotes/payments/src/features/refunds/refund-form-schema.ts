import { z } from 'zod';
import { amountSchema } from '../../payment/amount-schema.ts';
import { useWords } from './words.ts';

const NOTE_LENGTH_MAX = 140;

/** What somebody fills in to give back or to ask for it, read into what the graph takes. */
export function refundFormSchema(currency: string, amountMinorMax: number, noteNeeded: boolean) {
  return z.object({
    amount: amountSchema(currency, { amountMinorMin: 1, amountMinorMax }),
    note: z
      .string()
      .trim()
      .min(noteNeeded ? 1 : 0, { error: useWords.later('whyMissing') })
      .max(NOTE_LENGTH_MAX, { error: () => useWords.now()('noteTooLong', { count: NOTE_LENGTH_MAX }) }),
  });
}

type RefundFormSchema = ReturnType<typeof refundFormSchema>;

/** As it is typed. */
export type RefundFormValues = z.input<RefundFormSchema>;

/** A refund that is ready to be made, or asked for. */
export type RefundDraft = z.output<RefundFormSchema>;

export const refundFields = ['amount', 'note'] as const;
export type RefundField = (typeof refundFields)[number];
