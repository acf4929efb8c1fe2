import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { Wallet } from '../entities/wallet.entity.ts';
import { walletOpened, type Cause } from '../events/publishes.ts';
import { openAccounts } from '../ledger/accounts.ts';

/** Somebody's wallet in a currency, opened where there is none; of two that open it at once one does. */
export async function ensureWallet(
  em: EntityManager,
  ownerId: string,
  currency: string,
  cause: Cause,
): Promise<Wallet> {
  const opened = await em.execute<{ id: string }[]>(
    `insert into wallet (id, owner_id, currency, created_at) values (?, ?, ?, now())
     on conflict (owner_id, currency) do nothing returning id`,
    [uuidv7(), ownerId, currency],
  );
  const wallet = await em.findOneOrFail(Wallet, { ownerId, currency });
  if (opened.length > 0) {
    await openAccounts(em, { walletId: wallet.id, currency });
    walletOpened(em, wallet, cause);
  }
  return wallet;
}
