import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { Payment } from '../entities/payment.entity.ts';
import type { Cause } from '../events/publishes.ts';
import type { LockedAccount } from '../ledger/accounts.ts';
import { holding } from '../ledger/movements.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { judgeDailyLimit, type DailyLimitReached } from './daily-limit.ts';
import { rememberUse, type KeyUse } from './idempotency.ts';
import { recordStep } from './move-payment.ts';
import { insufficientFunds, type InsufficientFunds } from './problems.ts';

export interface Acceptance {
  readonly payer: LockedAccount;
  readonly payerId: string;
  readonly recipientId: string;
  readonly amount: { readonly amountMinor: number; readonly currency: string };
  readonly note: string | null;
  /** The request that it pays, where there is one. */
  readonly requestId?: string;
  readonly use: KeyUse;
  readonly cause: Cause;
}

export type Accepted = Payment | InsufficientFunds | DailyLimitReached;

/** Accepts a payment from a wallet that the transaction has locked, if it holds enough and the day allows: sets the amount aside. */
export async function acceptPayment(em: EntityManager, acceptance: Acceptance): Promise<Accepted> {
  const { payer, payerId, recipientId, amount, note, requestId, use, cause } = acceptance;
  if (payer.balanceMinor < amount.amountMinor) return insufficientFunds(payer, amount);
  const beyond = await judgeDailyLimit(em, payerId, amount);
  if (beyond) return beyond;
  const now = new Date();
  const payment = em.create(Payment, {
    id: uuidv7(),
    status: 'PENDING',
    payerId,
    recipientId,
    ...amount,
    note,
    requestId: requestId ?? null,
    refundedMinor: 0,
    createdAt: now,
    updatedAt: now,
  });
  const lines = holding(payer, payment.amountMinor);
  postEntry(em, { kind: 'PAYMENT_HELD', paymentId: payment.id, lines });
  rememberUse(em, use, payment.id);
  recordStep(em, payment, null, cause);
  return payment;
}
