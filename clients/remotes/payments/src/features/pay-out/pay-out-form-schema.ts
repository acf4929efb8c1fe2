import { z } from 'zod';
import { amountSchema } from '../../payment/amount-schema.ts';
import { useWords } from './words.ts';

const ibanShape = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** What somebody fills in to pay out, read into what the graph takes; whether an IBAN's digits are right the graph knows. */
export function payOutFormSchema(currency: string) {
  const t = useWords.now();
  return z.object({
    amount: amountSchema(currency, { amountMinorMin: 100, amountMinorMax: 100_000_000 }),
    iban: z
      .string()
      .transform((text) => text.replace(/\s/g, '').toUpperCase())
      .pipe(z.string().min(1, t('ibanMissing')).regex(ibanShape, t('ibanWrong'))),
  });
}

type PayOutFormSchema = ReturnType<typeof payOutFormSchema>;

/** As it is typed. */
export type PayOutFormValues = z.input<PayOutFormSchema>;

/** A payout that is ready to be made, all but the idempotency key. */
export type PayOutDraft = z.output<PayOutFormSchema>;
