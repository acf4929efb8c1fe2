import type { PaymentLedgerQuery } from './__generated__/payment-ledger.ts';
import { useWords } from './words.ts';

export type Posting = NonNullable<PaymentLedgerQuery['payment']>['postings'][number];

/** One movement: its postings balance. */
export interface LedgerEntry {
  id: string;
  at: string;
  postings: Posting[];
}

/** Puts the postings of one entry together, in the order they were made; in each what is debited comes first. */
export function ledgerEntries(postings: readonly Posting[]): LedgerEntry[] {
  const entries = new Map<string, LedgerEntry>();
  for (const posting of postings) {
    const entry = entries.get(posting.entryId) ?? { id: posting.entryId, at: posting.at, postings: [] };
    entry.postings.push(posting);
    entries.set(posting.entryId, entry);
  }
  return [...entries.values()].map((entry) => ({
    ...entry,
    postings: entry.postings.toSorted((a, b) => b.amount.amountMinor - a.amount.amountMinor),
  }));
}

/** An account in words: a wallet is told by the end of its id, the system's own accounts by name. */
export function accountWords(account: string): string {
  const t = useWords.now();
  if (account.startsWith('wallet:')) return t('wallet', { end: account.slice(-6) });
  if (account === 'clearing' || account === 'provider') return t(account);
  return account;
}
