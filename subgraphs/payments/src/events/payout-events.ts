import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvent } from '@payloom/messaging/outbox';
import type { PayoutStatus } from '../entities/payout-state.ts';
import type { Payout } from '../entities/payout.entity.ts';
import { visibleTo, type Cause } from './publishes.ts';

const types = {
  PENDING: 'payments.payout.requested',
  PROCESSING: 'payments.payout.processing',
  SETTLED: 'payments.payout.settled',
  RETURNED: 'payments.payout.returned',
} as const satisfies Record<PayoutStatus, string>;

/** The event of the status the payout has now. The bank account stays out of it. */
export function payoutMoved(em: EntityManager, payout: Payout, cause: Cause): void {
  const { id, status, walletId, userId, amountMinor, currency, reason } = payout;
  recordEvent(em, {
    type: types[status],
    subject: id,
    data: {
      payoutId: id,
      walletId,
      userId,
      amount: { amountMinor, currency },
      status,
      reason: reason ?? null,
    },
    audience: visibleTo(userId),
    ...cause,
  });
}
