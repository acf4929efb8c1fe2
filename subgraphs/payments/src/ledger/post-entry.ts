import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { LedgerEntry, type EntryKind } from '../entities/ledger-entry.entity.ts';
import { Posting } from '../entities/posting.entity.ts';
import type { LockedAccount, SystemAccount } from './accounts.ts';

export interface EntryLine {
  readonly account: LockedAccount | SystemAccount;
  /** Positive: a debit. Negative: a credit. */
  readonly amountMinor: number;
}

export interface NewEntry {
  readonly kind: EntryKind;
  readonly lines: readonly EntryLine[];
  readonly paymentId?: string;
  readonly topUpId?: string;
  readonly reversesEntryId?: string;
}

/** An entry that must not be: out of balance, or one that would overdraw a wallet. Nothing was posted. */
export class RefusedEntry extends Error {
  override name = 'RefusedEntry';
}

/** The lines of a plain movement: the account it comes from is debited, the one it goes to credited. */
export function movement(
  from: EntryLine['account'],
  to: EntryLine['account'],
  amountMinor: number,
): EntryLine[] {
  return [
    { account: from, amountMinor },
    { account: to, amountMinor: -amountMinor },
  ];
}

function assertBalanced(lines: readonly EntryLine[]): void {
  const sums = new Map<string, number>();
  for (const { account, amountMinor } of lines) {
    if (!Number.isSafeInteger(amountMinor) || amountMinor === 0) {
      throw new RefusedEntry(`A posting needs a whole amount other than zero, not ${amountMinor}`);
    }
    sums.set(account.currency, (sums.get(account.currency) ?? 0) + amountMinor);
  }
  if (lines.length === 0) throw new RefusedEntry('An entry needs postings');
  for (const [currency, sum] of sums) {
    if (sum !== 0) throw new RefusedEntry(`The entry is out of balance by ${sum} ${currency}`);
  }
}

const isLocked = (account: EntryLine['account']): account is LockedAccount => 'balanceMinor' in account;

function balancesAfter(lines: readonly EntryLine[]): Map<LockedAccount, number> {
  const balances = new Map<LockedAccount, number>();
  for (const { account, amountMinor } of lines) {
    // A wallet is a liability: credits, which are negative, make it grow.
    if (isLocked(account))
      balances.set(account, (balances.get(account) ?? account.balanceMinor) - amountMinor);
  }
  for (const [account, balance] of balances) {
    if (balance < 0) throw new RefusedEntry(`The entry would overdraw ${account.id}`);
    if (!Number.isSafeInteger(balance)) throw new RefusedEntry(`${account.id} cannot hold that much`);
  }
  return balances;
}

/**
 * Adds a balanced entry to the transaction: the entry, its postings and the new balances of the wallets in it. Throws
 * RefusedEntry, and changes nothing, when it is out of balance or would overdraw a wallet.
 */
export function postEntry(em: EntityManager, { lines, ...entry }: NewEntry): LedgerEntry {
  assertBalanced(lines);
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
