import * as z from 'zod/mini';
import { currencyParameter } from '../wallet/use-wallet.ts';
import type { PaymentWish } from './waiting-payment.ts';

const stateSchema = z.object({ takesUp: z.string() });

/** The way to the form of payments, which begins with what a payment that was refused had in it. */
export const takeUp = ({ idempotencyKey, amount }: PaymentWish) => ({
  to: `/pay?${new URLSearchParams({ [currencyParameter]: amount.currency })}`,
  // By its key alone: what browsers keep of a page that was visited is not sealed.
  state: { takesUp: idempotencyKey } satisfies z.infer<typeof stateSchema>,
});

/** The key of the payment that the form was opened with, out of its place in the browser's history. */
export const takenUpKey = (state: unknown): string | undefined => stateSchema.safeParse(state).data?.takesUp;
