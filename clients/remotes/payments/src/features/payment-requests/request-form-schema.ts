import { startOfDay } from '@payloom/i18n/start-of-day';
import { z } from 'zod';
import { amountSchema } from '../../payment/amount-schema.ts';
import { dateInDays } from '../../payment/calendar-date.ts';
import { useWords } from './words.ts';

const NOTE_LENGTH_MAX = 140;
/** In days from today; the payments subgraph holds the same, and has the last word. */
export const UNTIL_DAYS_MAX = 364;

/** The last second of a day where the viewer is; null where it is no day. */
function endOfDay(date: string): string | null {
  const next = startOfDay(date, 1);
  return next ? new Date(next.getTime() - 1_000).toISOString() : null;
}

/** What somebody fills in to ask for money, read into what the graph takes. */
export function requestFormSchema(currency: string) {
  const t = useWords.now();
  return z
    .object({
      amount: amountSchema(currency, { amountMinorMin: 1, amountMinorMax: 100_000_000 }),
      note: z
        .string()
        .trim()
        .max(NOTE_LENGTH_MAX, t('noteTooLong', { max: NOTE_LENGTH_MAX }))
        .transform((note) => note || null),
      use: z.enum(['SINGLE', 'MULTI']),
      until: z.union([z.literal(''), z.iso.date(t('untilPast'))]),
    })
    .transform(({ amount, note, use, until }, context) => {
      const refusal =
        until === ''
          ? undefined
          : until < dateInDays(0)
            ? t('untilPast')
            : until > dateInDays(UNTIL_DAYS_MAX)
              ? t('untilFar')
              : undefined;
      if (refusal) context.addIssue({ code: 'custom', path: ['until'], message: refusal });
      return { amount, note, use, expiresAt: endOfDay(until) };
    });
}

type RequestFormSchema = ReturnType<typeof requestFormSchema>;

/** As it is typed. */
export type RequestFormValues = z.input<RequestFormSchema>;

/** A request that is ready to be made, all but the idempotency key. */
export type RequestDraft = z.output<RequestFormSchema>;
