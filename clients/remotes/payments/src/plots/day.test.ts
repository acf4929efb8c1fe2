import { startOfDay } from './day.ts';

test('days are the calendar’s, also over the end of a month and a change of the clock', () => {
  expect(startOfDay(new Date(2026, 10, 1, 9), 1)).toEqual(new Date(2026, 9, 31));
  expect(startOfDay(new Date(2026, 2, 29), -1)).toEqual(new Date(2026, 2, 30));
});
