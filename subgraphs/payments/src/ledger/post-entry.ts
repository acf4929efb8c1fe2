import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { LedgerEntry, type EntryKind } from '../entities/ledger-entry.entity.ts';
import { Posting } from '../entities/posting.entity.ts';
import type { LockedAccount } from './accounts.ts';
import { balancesAfter, type Line } from './entry-lines.ts';

export interface NewEntry {
  readonly kind: EntryKind;
  readonly lines: readonly Line<LockedAccount>[];
  readonly paymentId?: string;
  readonly topUpId?: string;
  readonly payoutId?: string;
  readonly refundId?: string;
  readonly reversesEntryId?: string;
}

/**
 * Adds a balanced entry to the transaction: the entry, its postings and the new balances of the wallets in it. Throws
 * RefusedEntry, and changes nothing, when it is out of balance or would overdraw a wallet.
 */
export function postEntry(em: EntityManager, { lines, ...entry }: NewEntry): LedgerEntry {
  const balances = balancesAfter(lines);
  const createdAt = new Date();
  const made = em.create(LedgerEntry, { id: uuidv7(), ...entry, createdAt });
  for (const { account, amountMinor } of lines) {
    em.create(Posting, {
      id: uuidv7(),
      entryId: made.id,
      accountId: account.id,
      amountMinor,
      currency: account.currency,
      createdAt,
    });
  }
  for (const [account, balance] of balances) Object.assign(account, { balanceMinor: balance });
  return made;
}
