import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { LedgerAccount } from '../entities/ledger-account.entity.ts';

/*
 * The sign convention, here and in the graph: a posting is positive when it debits its account and negative when it
 * credits it, and the postings of an entry sum to zero.
 *
 * A wallet is a liability: what it holds is what we owe its owner. So a wallet grows by credits, and its balance is
 * the sum of its postings with the sign turned round. Clearing, where the amounts of payments under way are set aside,
 * is a liability too. The provider is an asset, what it has collected for us, and grows by debits. Every movement
 * therefore debits where money comes from and credits where it goes.
 */

declare const locked: unique symbol;

/** A wallet's account whose row this transaction has locked: nobody else can change its balance before it ends. */
export type LockedAccount = LedgerAccount & { readonly balanceMinor: number; readonly [locked]: true };

/** One of the system's own accounts. It carries no balance, so there is nothing to lock. */
export interface SystemAccount {
  readonly id: `clearing:${string}` | `provider:${string}`;
  readonly currency: string;
}

export const walletAccountId = (walletId: string): string => `wallet:${walletId}`;

/** Where the amounts of payments under way are. */
export const clearingAccount = (currency: string): SystemAccount => ({
  id: `clearing:${currency}`,
  currency,
});

/** What the payment provider has collected for us. */
export const providerAccount = (currency: string): SystemAccount => ({
  id: `provider:${currency}`,
  currency,
});

/** How the graph names an account: a system account without its currency, which stands in the amount beside it. */
export function accountName(accountId: string): string {
  return accountId.startsWith('wallet:') ? accountId : accountId.replace(/:.*$/, '');
}

/** Makes the account of a new wallet, and the system's accounts in its currency when they are not there yet. */
export async function openAccounts(
  em: EntityManager,
  { walletId, currency }: { walletId: string; currency: string },
): Promise<void> {
  await em.execute(
    `insert into ledger_account (id, kind, currency, balance_minor)
     values (?, 'WALLET', ?, 0), (?, 'CLEARING', ?, null), (?, 'PROVIDER', ?, null)
     on conflict (id) do nothing`,
    [
      walletAccountId(walletId),
      currency,
      clearingAccount(currency).id,
      currency,
      providerAccount(currency).id,
      currency,
    ],
  );
}

/** What to do when another transaction has the lock: whoever holds a lock already, and asks out of order, must fail. */
export type WhenTaken = 'wait' | 'fail';

export const lockModes = {
  wait: LockMode.PESSIMISTIC_WRITE,
  fail: LockMode.PESSIMISTIC_WRITE_OR_FAIL,
} as const;

/**
 * Locks the accounts of wallets until the transaction ends and reads their balances as they then are. Always in the
 * order of their ids, so that two transactions that want the same accounts wait for each other and never deadlock;
 * whoever needs several must ask for them in one call.
 */
export async function lockWalletAccounts(
  em: EntityManager,
  walletIds: readonly string[],
  whenTaken: WhenTaken = 'wait',
): Promise<LockedAccount[]> {
  const ids = [...new Set(walletIds.map(walletAccountId))];
  const accounts = await em.find(
    LedgerAccount,
    { id: { $in: ids } },
    { lockMode: lockModes[whenTaken], orderBy: { id: 'asc' }, refresh: true },
  );
  if (accounts.length !== ids.length) throw new Error('A wallet has no ledger account');
  return accounts as LockedAccount[];
}

/** Locks one wallet's account; see `lockWalletAccounts`. */
export async function lockWalletAccount(em: EntityManager, walletId: string): Promise<LockedAccount> {
  const [account] = await lockWalletAccounts(em, [walletId]);
  if (account === undefined) throw new Error('A wallet has no ledger account');
  return account;
}
