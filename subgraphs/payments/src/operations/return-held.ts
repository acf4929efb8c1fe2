import type { EntityManager } from '@mikro-orm/postgresql';
import { LedgerEntry } from '../entities/ledger-entry.entity.ts';
import type { WhenTaken } from '../ledger/accounts.ts';
import { reverseEntry } from '../ledger/reverse-entry.ts';

/** Gives the payer back what was set aside for a payment, whose row the transaction has locked. */
export async function returnHeld(em: EntityManager, paymentId: string, whenTaken?: WhenTaken): Promise<void> {
  const held = await em.findOneOrFail(LedgerEntry, { paymentId, kind: 'PAYMENT_HELD' });
  await reverseEntry(em, held, 'PAYMENT_RETURNED', whenTaken);
}
