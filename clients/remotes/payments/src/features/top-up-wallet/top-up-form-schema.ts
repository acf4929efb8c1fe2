import { z } from 'zod';
import { amountSchema } from '../../payment/amount-schema.ts';

/** What somebody fills in to top up, read into what the graph takes. */
export function topUpFormSchema(currency: string) {
  return z.object({ amount: amountSchema(currency, { amountMinorMin: 100, amountMinorMax: 1_000_000 }) });
}

type TopUpFormSchema = ReturnType<typeof topUpFormSchema>;

/** As it is typed. */
export type TopUpFormValues = z.input<TopUpFormSchema>;

/** A top-up that is ready to be asked for, all but the idempotency key. */
export type TopUpDraft = z.output<TopUpFormSchema>;
