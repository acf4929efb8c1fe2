import type { EntityManager } from '@mikro-orm/postgresql';
import { Payee } from '../entities/payee.entity.ts';
import { bySystem } from '../events/publishes.ts';
import { walletCurrencies } from '@payloom/event-contracts/currencies';
import { ensureWallet } from './ensure-wallet.ts';
import { findFirstWallet } from './find-wallet.ts';
import { normalizeEmail } from './input.ts';

/** Opens the first wallet of a new user and makes them payable by email. Does nothing for a user who has one. */
export async function openWallet(
  em: EntityManager,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  if (await findFirstWallet(em, userId)) return;
  em.create(Payee, { userId, email: normalizeEmail(email), createdAt: new Date() });
  await ensureWallet(em, userId, walletCurrencies[0], bySystem);
}
