import { currencyOfLocale } from './currency-of-locale.ts';

it.each([
  ['de-CH', 'CHF'],
  ['fr-LI', 'CHF'],
  ['en-US', 'USD'],
  ['es-PR', 'USD'],
  ['en-GB', 'GBP'],
  ['ja-JP', 'JPY'],
  ['ar-KW', 'KWD'],
  ['de-DE', 'EUR'],
  ['zh-Hant-TW', 'EUR'],
  ['de', 'EUR'],
  ['en', 'EUR'],
])('people who read %s begin with %s', (locale, currency) => {
  expect(currencyOfLocale(locale)).toBe(currency);
});
