import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { Payee } from '../entities/payee.entity.ts';
import { Wallet } from '../entities/wallet.entity.ts';
import { walletOpened } from '../events/publishes.ts';
import { openAccounts } from '../ledger/accounts.ts';
import { normalizeEmail } from './input.ts';

const firstCurrency = 'EUR';

/** Opens the wallet of a new user and makes them payable by email. Does nothing for a user who has one. */
export async function openWallet(
  em: EntityManager,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  if ((await em.count(Wallet, { ownerId: userId })) > 0) return;
  const createdAt = new Date();
  em.create(Payee, { userId, email: normalizeEmail(email), createdAt });
  const wallet = em.create(Wallet, { id: uuidv7(), ownerId: userId, currency: firstCurrency, createdAt });
  await openAccounts(em, { walletId: wallet.id, currency: wallet.currency });
  walletOpened(em, wallet);
}
