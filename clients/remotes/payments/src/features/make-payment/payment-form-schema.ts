import { getRegion } from '@payloom/i18n/region';
import { z } from 'zod';
import { amountSchema } from '../../payment/amount-schema.ts';
import { dateInDays } from '../../payment/calendar-date.ts';
import { useWords } from './words.ts';

export const NOTE_LENGTH_MAX = 140;
/** In days from today; the payments subgraph holds the same, and has the last word. */
export const START_DAYS_MAX = 730;

export const whens = ['NOW', 'ONCE', 'WEEKLY', 'MONTHLY'] as const;

/** What is wrong with the first due date of a plan. */
function refusalOf(startsOn: string): string | undefined {
  const t = useWords.now();
  if (!z.iso.date().safeParse(startsOn).success) return t('dateMissing');
  if (startsOn < dateInDays(1)) return t('dateTooEarly');
  return startsOn > dateInDays(START_DAYS_MAX) ? t('dateTooLate') : undefined;
}

/** What somebody fills in to pay, read into what the graph takes. */
export function paymentFormSchema(currency: string) {
  return z
    .object({
      recipientEmail: z
        .string()
        .trim()
        .min(1, { error: useWords.later('recipientMissing') })
        .pipe(z.email({ error: useWords.later('recipientWrong') })),
      amount: amountSchema(currency, { amountMinorMin: 1, amountMinorMax: 100_000_000 }),
      note: z
        .string()
        .trim()
        .max(NOTE_LENGTH_MAX, { error: () => useWords.now()('noteTooLong', { count: NOTE_LENGTH_MAX }) })
        .transform((note) => note || null),
      when: z.enum(whens),
      startsOn: z.string(),
    })
    .transform(({ when, startsOn, ...payment }, context) => {
      if (when === 'NOW') return { ...payment, plan: null };
      const message = refusalOf(startsOn);
      if (message) context.addIssue({ code: 'custom', path: ['startsOn'], message });
      return { ...payment, plan: { cadence: when, startsOn, timeZone: getRegion().timeZone } };
    });
}

type PaymentFormSchema = ReturnType<typeof paymentFormSchema>;

/** As it is typed. */
export type PaymentFormValues = z.input<PaymentFormSchema>;

/** A payment that is ready to be made or planned, all but the idempotency key. */
export type PaymentDraft = z.output<PaymentFormSchema>;

export const paymentFields = ['recipientEmail', 'amount', 'note', 'startsOn'] as const;
export type PaymentField = (typeof paymentFields)[number];
