import { walletCurrencies, type WalletCurrency } from '@payloom/event-contracts/currencies';

/** Whether wallets can hold it. */
export const isWalletCurrency = (currency: string): currency is WalletCurrency =>
  walletCurrencies.some((known) => known === currency);
