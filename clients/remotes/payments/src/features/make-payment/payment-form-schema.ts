import { z } from 'zod';
import { amountSchema } from '../../payment/amount-schema.ts';

export const NOTE_LENGTH_MAX = 140;

/** What somebody fills in to pay, read into what the graph takes. */
export function paymentFormSchema(currency: string) {
  return z.object({
    recipientEmail: z
      .string()
      .trim()
      .min(1, 'Enter the email address of whom you pay.')
      .pipe(z.email('That is not an email address. Write it like bob@example.com.')),
    amount: amountSchema(currency, { amountMinorMin: 1, amountMinorMax: 100_000_000 }),
    note: z
      .string()
      .trim()
      .max(NOTE_LENGTH_MAX, `Keep the note within ${NOTE_LENGTH_MAX} characters.`)
      .transform((note) => note || null),
  });
}

type PaymentFormSchema = ReturnType<typeof paymentFormSchema>;

/** As it is typed. */
export type PaymentFormValues = z.input<PaymentFormSchema>;

/** A payment that is ready to be made, all but the idempotency key. */
export type PaymentDraft = z.output<PaymentFormSchema>;

export const paymentFields = ['recipientEmail', 'amount', 'note'] as const;
export type PaymentField = (typeof paymentFields)[number];
