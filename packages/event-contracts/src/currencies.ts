/**
 * What wallets can hold, of ISO 4217: with two decimals, none (JPY) and three (KWD). The first is everybody's. People
 * prefer one of these in their profile.
 */
export const walletCurrencies = ['EUR', 'CHF', 'USD', 'GBP', 'JPY', 'KWD'] as const;

export type WalletCurrency = (typeof walletCurrencies)[number];
