import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvent } from '@payloom/messaging/outbox';
import type { PaymentRequest } from '../entities/payment-request.entity.ts';
import type { Payment } from '../entities/payment.entity.ts';
import { bySystem, visibleTo, type Cause } from './publishes.ts';

/* The token stays out of them: whoever reads an event, or the audit log, has not been given the link. */

function stateOf({ id, requesterId, amountMinor, currency, use, status, expiresAt }: PaymentRequest) {
  return {
    requestId: id,
    requesterId,
    amount: { amountMinor, currency },
    use,
    status,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

const about = ({ id, requesterId }: PaymentRequest) => ({ subject: id, audience: visibleTo(requesterId) });

export function requestCreated(em: EntityManager, request: PaymentRequest, cause: Cause): void {
  const data = stateOf(request);
  recordEvent(em, { type: 'payments.request.created', data, ...about(request), ...cause });
}

export function requestPaid(
  em: EntityManager,
  request: PaymentRequest,
  payment: Payment,
  cause: Cause,
): void {
  const data = { ...stateOf(request), paymentId: payment.id, payerId: payment.payerId };
  recordEvent(em, { type: 'payments.request.paid', data, ...about(request), ...cause });
}

export function requestReopened(
  em: EntityManager,
  request: PaymentRequest,
  payment: Payment,
  cause: Cause,
): void {
  const data = { ...stateOf(request), paymentId: payment.id, payerId: payment.payerId };
  recordEvent(em, { type: 'payments.request.reopened', data, ...about(request), ...cause });
}

export function requestCancelled(em: EntityManager, request: PaymentRequest, cause: Cause): void {
  const data = stateOf(request);
  recordEvent(em, { type: 'payments.request.cancelled', data, ...about(request), ...cause });
}

export function requestExpired(em: EntityManager, request: PaymentRequest): void {
  const data = stateOf(request);
  recordEvent(em, { type: 'payments.request.expired', data, ...about(request), ...bySystem });
}
