import type { Context } from '../context.ts';
import type { Payment } from '../entities/payment.entity.ts';
import { maySee } from './list-payments.ts';

/** The payment, or null when there is none that the viewer may see: which of the two is not told. */
export async function findPayment(
  { loaders, viewer }: Pick<Context, 'loaders' | 'viewer'>,
  id: string,
): Promise<Payment | null> {
  const payment = await loaders.payment.load(id);
  return payment && maySee(viewer, payment) ? payment : null;
}
