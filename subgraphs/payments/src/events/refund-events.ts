import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvent } from '@payloom/messaging/outbox';
import type { Payment } from '../entities/payment.entity.ts';
import type { RefundRequest } from '../entities/refund-request.entity.ts';
import type { Refund } from '../entities/refund.entity.ts';
import { visibleTo, type Cause } from './publishes.ts';

/* Their subject is the payment, so that they are in order with its other events and reach the same subscribers. */

const about = ({ id, payerId, recipientId }: Payment, cause: Cause) => ({
  subject: id,
  audience: visibleTo(payerId, recipientId),
  ...cause,
});

const partiesOf = ({ id, payerId, recipientId }: Payment) => ({ paymentId: id, payerId, recipientId });

export function paymentRefunded(
  em: EntityManager,
  payment: Payment,
  { id: refundId, amountMinor, currency, note }: Refund,
  request: RefundRequest | null,
  cause: Cause,
): void {
  recordEvent(em, {
    type: 'payments.payment.refunded',
    data: {
      ...partiesOf(payment),
      refundId,
      refundRequestId: request?.id ?? null,
      amount: { amountMinor, currency },
      refunded: { amountMinor: payment.refundedMinor, currency },
      note: note ?? null,
    },
    ...about(payment, cause),
  });
}

export function refundRequested(
  em: EntityManager,
  payment: Payment,
  { id: refundRequestId, amountMinor, note }: RefundRequest,
  cause: Cause,
): void {
  const amount = amountMinor ? { amountMinor, currency: payment.currency } : null;
  recordEvent(em, {
    type: 'payments.payment.refund-requested',
    data: { ...partiesOf(payment), refundRequestId, amount, note },
    ...about(payment, cause),
  });
}

export function refundDeclined(
  em: EntityManager,
  payment: Payment,
  { id: refundRequestId, answer }: RefundRequest,
  cause: Cause,
): void {
  recordEvent(em, {
    type: 'payments.payment.refund-declined',
    data: { ...partiesOf(payment), refundRequestId, answer: answer ?? null },
    ...about(payment, cause),
  });
}
