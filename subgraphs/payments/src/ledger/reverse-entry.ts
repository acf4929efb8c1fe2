import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntryKind, LedgerEntry } from '../entities/ledger-entry.entity.ts';
import { Posting } from '../entities/posting.entity.ts';
import { lockWalletAccounts, type LockedAccount, type SystemAccount, type WhenTaken } from './accounts.ts';
import { reversing } from './movements.ts';
import { postEntry } from './post-entry.ts';

const walletPrefix = 'wallet:';

function accountOf(posting: Posting, wallets: readonly LockedAccount[]): LockedAccount | SystemAccount {
  const wallet = wallets.find(({ id }) => id === posting.accountId);
  return wallet ?? { id: posting.accountId as SystemAccount['id'], currency: posting.currency };
}

/** Undoes an entry by posting the same lines with their signs turned round, in the same transaction's care. */
export async function reverseEntry(
  em: EntityManager,
  entry: LedgerEntry,
  kind: EntryKind,
  whenTaken: WhenTaken = 'wait',
): Promise<LedgerEntry> {
  const postings = await em.find(Posting, { entryId: entry.id }, { orderBy: { id: 'asc' } });
  const walletIds = postings
    .filter(({ accountId }) => accountId.startsWith(walletPrefix))
    .map(({ accountId }) => accountId.slice(walletPrefix.length));
  const wallets = await lockWalletAccounts(em, walletIds, whenTaken);
  return postEntry(em, {
    kind,
    reversesEntryId: entry.id,
    ...(entry.paymentId ? { paymentId: entry.paymentId } : {}),
    ...(entry.payoutId ? { payoutId: entry.payoutId } : {}),
    lines: reversing(
      postings.map((posting) => ({
        account: accountOf(posting, wallets),
        amountMinor: posting.amountMinor,
      })),
    ),
  });
}
