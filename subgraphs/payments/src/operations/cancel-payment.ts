import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { PaymentStatus } from '../entities/payment-state.ts';
import { Payment } from '../entities/payment.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { paymentIdSchema } from './input.ts';
import { movePayment } from './move-payment.ts';
import { paymentNotFound, type PaymentNotFound } from './problems.ts';
import { reopenPaymentRequest } from './reopen-payment-request.ts';
import { returnHeld } from './return-held.ts';

const inputSchema = z.object({ paymentId: paymentIdSchema });

interface PaymentNotCancellable {
  __typename: 'PaymentNotCancellable';
  message: string;
  payment: Payment;
}

export type CancelledPayment = Payment | PaymentNotFound | PaymentNotCancellable | InvalidInput;

const tooLate: Readonly<Record<Exclude<PaymentStatus, 'PENDING' | 'CANCELLED'>, string>> = {
  PROCESSING: 'The payment is on its way and cannot be cancelled any more.',
  COMPLETED: 'The recipient has the money already. You can ask them for a refund.',
  FAILED: 'The payment failed, and you have the money back already.',
};

async function cancelOwn(
  em: EntityManager,
  payerId: string,
  paymentId: string,
  cause: Cause,
): Promise<CancelledPayment> {
  const payment = await em.findOne(
    Payment,
    { id: paymentId, payerId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (payment === null) return paymentNotFound('You have made no such payment.');
  const { status } = payment;
  if (status === 'CANCELLED') return payment;
  if (status !== 'PENDING') {
    return { __typename: 'PaymentNotCancellable', message: tooLate[status], payment };
  }
  await reopenPaymentRequest(em, payment, cause);
  await returnHeld(em, payment.id);
  movePayment(em, payment, 'CANCELLED', cause);
  return payment;
}

/**
 * Takes back a payment that has not been carried out yet: its amount returns to the payer. It needs no idempotency key,
 * for a payment is cancelled once; to cancel it again gives it as it is. Of cancelling and carrying out whichever locks
 * the payment first wins, and the other finds it moved.
 */
export async function cancelPayment(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<CancelledPayment> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { paymentId } = parsed.input;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional((em) => cancelOwn(em, userId, paymentId, cause));
}
