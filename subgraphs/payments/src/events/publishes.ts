import type { EntityManager } from '@mikro-orm/postgresql';
import { roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import { recordEvent } from '@payloom/messaging/outbox';
import type { PaymentStatus } from '../entities/payment-state.ts';
import type { Payment } from '../entities/payment.entity.ts';
import type { TopUp } from '../entities/top-up.entity.ts';
import type { Wallet } from '../entities/wallet.entity.ts';

/** Who caused a change and from where; the system when nobody did. */
export interface Cause {
  readonly actor: string;
  readonly clientAddress?: string | undefined;
}

/** What moves on its own moves by the system. */
export const bySystem: Cause = { actor: 'system' };

/** Whoever it concerns, and administrators. */
export const visibleTo = (...userIds: string[]) => [...userIds.map(userAudience), roleAudience('ADMIN')];

const paymentEventTypes = {
  PENDING: 'payments.payment.created',
  PROCESSING: 'payments.payment.processing',
  COMPLETED: 'payments.payment.completed',
  FAILED: 'payments.payment.failed',
} as const satisfies Record<Exclude<PaymentStatus, 'CANCELLED'>, string>;

export function walletOpened(em: EntityManager, { id, ownerId, currency }: Wallet, cause: Cause): void {
  recordEvent(em, {
    type: 'payments.wallet.opened',
    subject: id,
    data: { walletId: id, userId: ownerId, currency },
    audience: visibleTo(ownerId),
    ...cause,
  });
}

/** The event of the status the payment has now. */
export function paymentMoved(em: EntityManager, payment: Payment, reason: string | null, cause: Cause): void {
  const { id, payerId, recipientId, amountMinor, currency, status } = payment;
  const data = { paymentId: id, payerId, recipientId, amount: { amountMinor, currency }, reason };
  const about = { subject: id, audience: visibleTo(payerId, recipientId), ...cause };
  if (status === 'CANCELLED') {
    recordEvent(em, { type: 'payments.payment.cancelled', data: { ...data, status }, ...about });
    return;
  }
  recordEvent(em, { type: paymentEventTypes[status], data: { ...data, status }, ...about });
}

function topUpData({ id, walletId, userId, amountMinor, currency }: TopUp) {
  return { topUpId: id, walletId, userId, amount: { amountMinor, currency } };
}

export function topUpRequested(em: EntityManager, topUp: TopUp, cause: Cause): void {
  recordEvent(em, {
    type: 'payments.top-up.requested',
    subject: topUp.id,
    data: topUpData(topUp),
    audience: visibleTo(topUp.userId),
    ...cause,
  });
}

export function topUpCompleted(em: EntityManager, topUp: TopUp, cause: Cause): void {
  recordEvent(em, {
    type: 'payments.top-up.completed',
    subject: topUp.id,
    data: topUpData(topUp),
    audience: visibleTo(topUp.userId),
    ...cause,
  });
}

export function topUpFailed(em: EntityManager, topUp: TopUp, reason: string, cause: Cause): void {
  recordEvent(em, {
    type: 'payments.top-up.failed',
    subject: topUp.id,
    data: { ...topUpData(topUp), reason },
    audience: visibleTo(topUp.userId),
    ...cause,
  });
}
