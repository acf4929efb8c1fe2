import type { EntityManager } from '@mikro-orm/postgresql';
import type { Payment } from '../entities/payment.entity.ts';
import { Wallet } from '../entities/wallet.entity.ts';
import { lockWalletAccounts, walletAccountId, type LockedAccount } from '../ledger/accounts.ts';

export interface Parties {
  readonly payment: Payment;
  readonly payer: LockedAccount;
  readonly recipient: LockedAccount;
}

/** Locks the wallets of both sides of a payment whose row the transaction has locked: always in that order. */
export async function lockParties(em: EntityManager, payment: Payment): Promise<Parties> {
  const { payerId, recipientId, currency } = payment;
  const wallets = await em.find(Wallet, { ownerId: { $in: [payerId, recipientId] }, currency });
  const accounts = await lockWalletAccounts(
    em,
    wallets.map(({ id }) => id),
  );
  const accountOf = (userId: string): LockedAccount => {
    const wallet = wallets.find(({ ownerId }) => ownerId === userId);
    const account = wallet && accounts.find(({ id }) => id === walletAccountId(wallet.id));
    if (account === undefined)
      throw new Error(`User ${userId} of payment ${payment.id} has no wallet in ${currency}`);
    return account;
  };
  return { payment, payer: accountOf(payerId), recipient: accountOf(recipientId) };
}
