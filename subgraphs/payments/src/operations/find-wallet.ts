import type { EntityManager } from '@mikro-orm/postgresql';
import { invalidInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { Wallet } from '../entities/wallet.entity.ts';
import { walletNotOpen } from './input.ts';

/** The wallet that everybody has first, or null in the moment after registering. */
export function findFirstWallet(em: EntityManager, ownerId: string): Promise<Wallet | null> {
  return em.findOne(Wallet, { ownerId }, { orderBy: { id: 'asc' } });
}

/** Somebody's wallet in a currency, or what to say where they have none. */
export async function findWallet(
  em: EntityManager,
  ownerId: string,
  currency: string,
): Promise<Wallet | InvalidInput> {
  const wallet = await em.findOne(Wallet, { ownerId, currency });
  if (wallet) return wallet;
  if ((await findFirstWallet(em, ownerId)) === null) return walletNotOpen();
  return invalidInput({ 'amount.currency': `You have no wallet in ${currency}. Open one first.` });
}
