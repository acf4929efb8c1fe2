import type { EntityManager } from '@mikro-orm/postgresql';
import { LockMode } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { isPast, mayMove, type PaymentStatus } from '../entities/payment-state.ts';
import { PaymentStep } from '../entities/payment-step.entity.ts';
import { Payment } from '../entities/payment.entity.ts';
import { paymentMoved, type Cause } from '../events/publishes.ts';

/**
 * Locks a payment to move it on from `status`. Null when it is already further, so that an event that comes twice or
 * late does nothing. Throws when it is not there yet, so that the event is tried again.
 */
export async function lockPaymentIn(
  em: EntityManager,
  paymentId: string,
  status: PaymentStatus,
): Promise<Payment | null> {
  const payment = await em.findOneOrFail(Payment, paymentId, {
    lockMode: LockMode.PESSIMISTIC_WRITE,
    refresh: true,
  });
  if (payment.status === status) return payment;
  if (isPast(status, payment.status)) return null;
  throw new Error(`Payment ${paymentId} is ${payment.status} and not yet ${status}`);
}

/** Adds the step of the payment's status to its timeline and records the event. */
export function recordStep(em: EntityManager, payment: Payment, reason: string | null, cause: Cause): void {
  em.create(PaymentStep, {
    id: uuidv7(),
    paymentId: payment.id,
    status: payment.status,
    at: payment.updatedAt,
    reason,
  });
  paymentMoved(em, payment, reason, cause);
}

/** Moves a locked payment on. Throws on a move that the state machine does not know. */
export function movePayment(
  em: EntityManager,
  payment: Payment,
  to: PaymentStatus,
  cause: Cause,
  reason: string | null = null,
): void {
  if (!mayMove(payment.status, to)) throw new Error(`A payment cannot move from ${payment.status} to ${to}`);
  payment.status = to;
  payment.updatedAt = new Date();
  recordStep(em, payment, reason, cause);
}
