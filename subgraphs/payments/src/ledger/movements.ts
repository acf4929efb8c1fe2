import { clearingAccount, providerAccount } from './accounts.ts';
import { movement, type Holder, type Line } from './entry-lines.ts';

/* Where the money of each kind of entry comes from and goes to: all posting rules, and pure. */

/** TOP_UP_CAPTURED: what the provider took from a card is the wallet's. */
export const capturing = <Wallet extends Holder>(wallet: Wallet, amountMinor: number): Line<Wallet>[] =>
  movement<Wallet>(providerAccount(wallet.currency), wallet, amountMinor);

/** PAYMENT_HELD, PAYOUT_HELD: the money of whoever pays is set aside. */
export const holding = <Wallet extends Holder>(payer: Wallet, amountMinor: number): Line<Wallet>[] =>
  movement<Wallet>(payer, clearingAccount(payer.currency), amountMinor);

/** PAYMENT_DELIVERED: what was set aside is the recipient's. */
export const delivering = <Wallet extends Holder>(recipient: Wallet, amountMinor: number): Line<Wallet>[] =>
  movement<Wallet>(clearingAccount(recipient.currency), recipient, amountMinor);

/** PAYMENT_REFUNDED: the recipient gives back to the payer. */
export const refunding = <Wallet extends Holder>(
  recipient: Wallet,
  payer: Wallet,
  amountMinor: number,
): Line<Wallet>[] => movement<Wallet>(recipient, payer, amountMinor);

/** PAYOUT_SETTLED: what was set aside has left to a bank. */
export const settlingPayout = (currency: string, amountMinor: number): Line<never>[] =>
  movement<never>(clearingAccount(currency), providerAccount(currency), amountMinor);

/** PAYMENT_RETURNED, as every reversal: the same lines with their signs turned round. */
export const reversing = <Wallet>(lines: readonly Line<Wallet>[]): Line<Wallet>[] =>
  lines.map(({ account, amountMinor }) => ({ account, amountMinor: -amountMinor }));
