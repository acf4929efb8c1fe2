import type { EntityManager } from '@mikro-orm/postgresql';
import type { Payment } from '../entities/payment.entity.ts';
import { bySystem } from '../events/publishes.ts';
import { lockWalletAccount, type LockedAccount } from '../ledger/accounts.ts';
import { delivering } from '../ledger/movements.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { ensureWallet } from './ensure-wallet.ts';
import { lockPaymentIn, movePayment } from './move-payment.ts';
import { reopenPaymentRequest } from './reopen-payment-request.ts';
import { returnHeld } from './return-held.ts';
import { hasRoomFor } from './wallet-bounds.ts';

/** The recipient's account, opened for the first payment in its currency, or why it cannot be credited. */
async function findCreditable(em: EntityManager, payment: Payment): Promise<LockedAccount | string> {
  const wallet = await ensureWallet(em, payment.recipientId, payment.currency, bySystem);
  const account = await lockWalletAccount(em, wallet.id);
  if (!hasRoomFor(account.balanceMinor, payment.amountMinor)) {
    return "The recipient's wallet is full.";
  }
  return account;
}

/**
 * Ends a payment: the recipient gets what was set aside or, when their wallet cannot be credited, the payer gets it
 * back. Does nothing when the payment has ended already.
 */
export async function completePayment(em: EntityManager, paymentId: string): Promise<void> {
  const payment = await lockPaymentIn(em, paymentId, 'PROCESSING');
  if (payment === null) return;
  const account = await findCreditable(em, payment);
  if (typeof account === 'string') {
    // The recipient's wallet may be locked already, and its id be the higher one: the event is tried again instead.
    await reopenPaymentRequest(em, payment, bySystem, 'fail');
    await returnHeld(em, paymentId, 'fail');
    movePayment(em, payment, 'FAILED', bySystem, account);
    return;
  }
  const lines = delivering(account, payment.amountMinor);
  postEntry(em, { kind: 'PAYMENT_DELIVERED', paymentId, lines });
  movePayment(em, payment, 'COMPLETED', bySystem);
}
