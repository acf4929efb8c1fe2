import type { EntityManager } from '@mikro-orm/postgresql';
import { bySystem } from '../events/publishes.ts';
import { lockPaymentIn, movePayment } from './move-payment.ts';

/** Begins to carry out a payment. Does nothing when that has begun already. */
export async function processPayment(em: EntityManager, paymentId: string): Promise<void> {
  const payment = await lockPaymentIn(em, paymentId, 'PENDING');
  if (payment) movePayment(em, payment, 'PROCESSING', bySystem);
}
