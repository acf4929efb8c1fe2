import { monthsFrom, monthWords, offeredMonths, thisMonth } from './statement-month.ts';

test('months are counted over the ends of years', () => {
  expect(monthsFrom('2026-01', -1)).toBe('2025-12');
  expect(monthsFrom('2025-12', 1)).toBe('2026-01');
  expect(monthsFrom('2026-03', -24)).toBe('2024-03');
});

test('a month is itself in words, wherever it is read', () => {
  expect(monthWords('2026-01')).toBe('January 2026');
});

test('the latest two years can be chosen, and what the address has besides', () => {
  expect(offeredMonths(thisMonth())).toHaveLength(24);
  expect(offeredMonths(thisMonth())[0]).toBe(thisMonth());
  expect(offeredMonths('2019-05').at(-1)).toBe('2019-05');
  expect(offeredMonths('2019-13')).toHaveLength(24);
  expect(offeredMonths('9999-01')).toHaveLength(24);
});
