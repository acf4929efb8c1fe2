import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvent } from '@payloom/messaging/outbox';
import type { PaymentSchedule } from '../entities/payment-schedule.entity.ts';
import { bySystem, visibleTo, type Cause } from './publishes.ts';

/* The recipient learns of a payment when it is made, and not of what is planned. */

function planOf({ id, payerId, recipientId, amountMinor, currency, cadence, nextDueOn }: PaymentSchedule) {
  return {
    scheduleId: id,
    payerId,
    recipientId,
    amount: { amountMinor, currency },
    cadence,
    nextDueOn: nextDueOn ?? null,
  };
}

const about = ({ id, payerId }: PaymentSchedule) => ({ subject: id, audience: visibleTo(payerId) });

export function scheduleCreated(em: EntityManager, schedule: PaymentSchedule, cause: Cause): void {
  const data = planOf(schedule);
  recordEvent(em, { type: 'payments.schedule.created', data, ...about(schedule), ...cause });
}

export function scheduleCancelled(em: EntityManager, schedule: PaymentSchedule, cause: Cause): void {
  const data = planOf(schedule);
  recordEvent(em, { type: 'payments.schedule.cancelled', data, ...about(schedule), ...cause });
}

/** `nextDueOn` is the one after this run. */
export function scheduleRan(
  em: EntityManager,
  schedule: PaymentSchedule,
  run: { dueOn: string; paymentId: string | null; refusal: string | null },
): void {
  const data = { ...planOf(schedule), ...run };
  recordEvent(em, { type: 'payments.schedule.ran', data, ...about(schedule), ...bySystem });
}
