import type { SystemAccount } from './accounts.ts';

/** A wallet's account with what it holds. */
export interface Holder {
  readonly id: string;
  readonly currency: string;
  readonly balanceMinor: number;
}

export interface Line<Wallet> {
  readonly account: Wallet | SystemAccount;
  /** Positive: a debit. Negative: a credit. */
  readonly amountMinor: number;
}

/** An entry that must not be: out of balance, or one that would overdraw a wallet. Nothing was posted. */
export class RefusedEntry extends Error {
  override name = 'RefusedEntry';
}

/** The lines of a plain movement: the account it comes from is debited, the one it goes to credited. */
export function movement<Wallet>(
  from: Wallet | SystemAccount,
  to: Wallet | SystemAccount,
  amountMinor: number,
): Line<Wallet>[] {
  return [
    { account: from, amountMinor },
    { account: to, amountMinor: -amountMinor },
  ];
}

function assertBalanced(lines: readonly Line<Holder>[]): void {
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

/**
 * What each wallet in these lines will hold. Throws RefusedEntry when they are out of balance or would overdraw one. Pure:
 * the database and the model that the property tests run on follow this one rule.
 */
export function balancesAfter<Wallet extends Holder>(lines: readonly Line<Wallet>[]): Map<Wallet, number> {
  assertBalanced(lines);
  const balances = new Map<Wallet, number>();
  for (const { account, amountMinor } of lines) {
    // A wallet is a liability: credits, which are negative, make it grow.
    if ('balanceMinor' in account)
      balances.set(account, (balances.get(account) ?? account.balanceMinor) - amountMinor);
  }
  for (const [account, balance] of balances) {
    if (balance < 0) throw new RefusedEntry(`The entry would overdraw ${account.id}`);
    if (!Number.isSafeInteger(balance)) throw new RefusedEntry(`${account.id} cannot hold that much`);
  }
  return balances;
}
