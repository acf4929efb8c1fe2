import type { EntityManager } from '@mikro-orm/postgresql';
import { afterReturn, PaymentRequest } from '../entities/payment-request.entity.ts';
import type { Payment } from '../entities/payment.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { requestReopened } from '../events/request-events.ts';
import { lockModes, type WhenTaken } from '../ledger/accounts.ts';

/**
 * Takes a payment that comes to nothing off the request it was to pay, which may then be paid again. Locks the request:
 * behind the payment and before wallets, or with 'fail'. Does nothing for a payment of no request.
 */
export async function reopenPaymentRequest(
  em: EntityManager,
  payment: Payment,
  cause: Cause,
  whenTaken: WhenTaken = 'wait',
): Promise<void> {
  if (!payment.requestId) return;
  const lock = { lockMode: lockModes[whenTaken], refresh: true };
  const request = await em.findOneOrFail(PaymentRequest, payment.requestId, lock);
  Object.assign(request, afterReturn(request), { updatedAt: new Date() });
  requestReopened(em, request, payment, cause);
}
