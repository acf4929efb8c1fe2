import { fromDecimal, toDecimal } from './decimal.ts';

test.each([
  ['1234.50', 'EUR', 123_450],
  ['0.05', 'EUR', 5],
  ['1235', 'JPY', 1_235],
  ['0.005', 'KWD', 5],
])('%s %s is %d minor units, there and back', (text, currency, amountMinor) => {
  expect(fromDecimal(text, currency)).toBe(amountMinor);
  expect(toDecimal(amountMinor, currency)).toBe(text);
});

test('fewer decimals than the currency has are understood', () => {
  expect(fromDecimal('12', 'EUR')).toBe(1_200);
  expect(fromDecimal('12.5', 'KWD')).toBe(12_500);
});

test.each([
  ['12.345', 'EUR'],
  ['12.5', 'JPY'],
  ['-1', 'EUR'],
  ['1,5', 'EUR'],
  ['1e3', 'EUR'],
  ['', 'EUR'],
  ['9999999999999', 'KWD'],
])('"%s" is no amount of %s', (text, currency) => {
  expect(fromDecimal(text, currency)).toBeUndefined();
});
