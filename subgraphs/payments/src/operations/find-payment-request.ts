import type { Context } from '../context.ts';
import { PaymentRequest } from '../entities/payment-request.entity.ts';
import { requestTokenSchema } from './input.ts';

/** The request that a link leads to, for whoever has the link, signed in or not; null when it leads nowhere. */
export async function findPaymentRequest(
  { em }: Pick<Context, 'em'>,
  token: string,
): Promise<PaymentRequest | null> {
  const parsed = requestTokenSchema.safeParse(token);
  return parsed.success ? em.findOne(PaymentRequest, { token: parsed.data }) : null;
}
