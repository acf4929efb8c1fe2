import type { WalletCurrency } from '@payloom/event-contracts/currencies';

/** Where people pay in one of the currencies that wallets can hold, but for the euro. */
const regions: Readonly<Record<Exclude<WalletCurrency, 'EUR'>, readonly string[]>> = {
  CHF: ['CH', 'LI'],
  USD: ['AS', 'EC', 'FM', 'GU', 'MH', 'MP', 'PR', 'PW', 'SV', 'TC', 'TL', 'US', 'VG', 'VI'],
  GBP: ['GB', 'GG', 'IM', 'JE'],
  JPY: ['JP'],
  KWD: ['KW'],
};
const currencyByRegion = new Map(
  (['CHF', 'USD', 'GBP', 'JPY', 'KWD'] as const).flatMap((currency) =>
    regions[currency].map((region) => [region, currency] as const),
  ),
);

/** What people pay in where a locale is spoken, as it names its region; the euro where it names none, or another. */
export function currencyOfLocale(locale: string): WalletCurrency {
  return currencyByRegion.get(new Intl.Locale(locale).region ?? '') ?? 'EUR';
}
