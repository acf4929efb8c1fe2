import { chooseLanguage } from '@payloom/i18n/region';
import { formatMoney, parseMoney } from './amount.ts';

describe('formatMoney', () => {
  test.each([
    [2500, 'EUR', '25.00 EUR'],
    [5, 'EUR', '0.05 EUR'],
    [0, 'EUR', '0.00 EUR'],
    [-123456789, 'EUR', '−1,234,567.89 EUR'],
    [125000, 'JPY', '125,000 JPY'],
    [1234567, 'KWD', '1,234.567 KWD'],
  ])('writes %d minor units of %s as %s', (amountMinor, currency, text) => {
    expect(formatMoney(amountMinor, currency, { locale: 'en' })).toBe(text);
  });

  test('loses no cent of the largest amount there is', () => {
    expect(formatMoney(Number.MAX_SAFE_INTEGER, 'EUR', { locale: 'en' })).toBe('90,071,992,547,409.91 EUR');
  });

  test('marks what came in when asked, and nothing when it is zero', () => {
    expect(formatMoney(2500, 'EUR', { locale: 'en', signed: true })).toBe('+25.00 EUR');
    expect(formatMoney(0, 'EUR', { locale: 'en', signed: true })).toBe('0.00 EUR');
  });

  test('follows the language of the page', () => {
    chooseLanguage('de');
    expect(formatMoney(123450, 'EUR')).toBe('1.234,50 EUR');
    chooseLanguage('en');
  });
});

describe('parseMoney', () => {
  test.each([
    ['25', 'EUR', 2500],
    ['25.5', 'EUR', 2550],
    ['25.50', 'EUR', 2550],
    ['25,50', 'EUR', 2550],
    [' 25,5 ', 'EUR', 2550],
    ['.5', 'EUR', 50],
    ['25.', 'EUR', 2500],
    ['1,234.50', 'EUR', 123450],
    ['1.234,50', 'EUR', 123450],
    ['1 234,50', 'EUR', 123450],
    ['1’234.50', 'EUR', 123450],
    ['1,234', 'EUR', 123400],
    ['1,234,567', 'EUR', 123456700],
    ['25.00 EUR', 'EUR', 2500],
    ['EUR 25', 'EUR', 2500],
    ['0', 'EUR', 0],
    ['0.29', 'EUR', 29],
    ['1.13', 'EUR', 113],
    ['2500', 'JPY', 2500],
    ['2,500', 'JPY', 2500],
    ['1.234', 'KWD', 1234],
    ['90071992547409.91', 'EUR', Number.MAX_SAFE_INTEGER],
  ])('reads %j in %s as %d minor units', (text, currency, amountMinor) => {
    expect(parseMoney(text, currency)).toEqual({ ok: true, amountMinor });
  });

  test.each([
    ['', 'EUR', 'Enter an amount.'],
    ['  ', 'EUR', 'Enter an amount.'],
    ['-5', 'EUR', 'An amount cannot be negative.'],
    ['−5', 'EUR', 'An amount cannot be negative.'],
    ['25.505', 'EUR', 'EUR has at most 2 decimals.'],
    ['1.234', 'EUR', 'EUR has at most 2 decimals.'],
    ['25.5', 'JPY', 'JPY has no decimals: write a whole number.'],
    ['1.2345', 'KWD', 'KWD has at most 3 decimals.'],
    ['twenty', 'EUR', 'Write the amount in digits, such as 25.00.'],
    ['1e3', 'EUR', 'Write the amount in digits, such as 25.00.'],
    ['0x10', 'EUR', 'Write the amount in digits, such as 25.00.'],
    ['12,34,5', 'EUR', 'Write the amount in digits, such as 25.00.'],
    ['1,2.3', 'EUR', 'Write the amount in digits, such as 25.00.'],
    ['.', 'EUR', 'Write the amount in digits, such as 25.00.'],
    ['25 USD', 'EUR', 'Write the amount in digits, such as 25.00.'],
    ['ten', 'JPY', 'Write the amount in digits, such as 2500.'],
    ['90071992547409.92', 'EUR', 'That is more than can be booked.'],
  ])('refuses %j in %s: %s', (text, currency, message) => {
    expect(parseMoney(text, currency)).toEqual({ ok: false, message });
  });

  test('reads a German amount as it is written on a German page', () => {
    chooseLanguage('de');
    expect(parseMoney('1.234', 'EUR')).toEqual({ ok: true, amountMinor: 123400 });
    expect(parseMoney('1.234.567,8', 'EUR')).toEqual({ ok: true, amountMinor: 123456780 });
    expect(parseMoney('1,234.50', 'EUR')).toEqual({ ok: true, amountMinor: 123450 });
    expect(parseMoney('1,234', 'EUR')).toEqual({
      ok: false,
      message: 'EUR hat höchstens 2 Nachkommastellen.',
    });
    expect(parseMoney('zehn', 'EUR')).toEqual({
      ok: false,
      message: 'Schreiben Sie den Betrag in Ziffern, zum Beispiel 25,00.',
    });
    chooseLanguage('en');
  });

  test.each(['en', 'de'] as const)('reads back whatever formatMoney writes in %s', (language) => {
    chooseLanguage(language);
    for (const amountMinor of [0, 1, 99, 100, 123456, 98765432101]) {
      for (const currency of ['EUR', 'JPY', 'USD']) {
        const text = formatMoney(amountMinor, currency);
        expect(parseMoney(text, currency)).toEqual({ ok: true, amountMinor });
      }
    }
    chooseLanguage('en');
  });
});
