import type { Context } from '../context.ts';
import type { Payment } from '../entities/payment.entity.ts';

/** The payment that something belongs to, which was shown to the viewer already. */
export async function loadPayment({ loaders }: Pick<Context, 'loaders'>, id: string): Promise<Payment> {
  const payment = await loaders.payment.load(id);
  if (payment === null) throw new Error(`Payment ${id} is gone`);
  return payment;
}
