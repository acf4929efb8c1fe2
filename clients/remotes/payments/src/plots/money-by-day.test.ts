import { firstWholeDay, moneyByDay, startOfDay } from './money-by-day.ts';

const at = (day: number, hour = 12): string => new Date(2026, 10, day, hour).toISOString();
const movement = (
  day: number,
  amountMinor: number,
  direction: 'SENT' | 'RECEIVED' | null = 'SENT',
  hour = 12,
) => ({
  createdAt: at(day, hour),
  amount: { amountMinor },
  direction,
});

test('each day sums what came in and what went out, and days without payments are there', () => {
  const days = moneyByDay(
    [
      movement(3, 100),
      movement(3, 50, 'SENT', 23),
      movement(3, 70, 'RECEIVED', 0),
      movement(1, 5, 'RECEIVED'),
    ],
    new Date(2026, 10, 1),
    new Date(2026, 10, 3, 15),
  );
  expect(days.map(({ inMinor, outMinor }) => [inMinor, outMinor])).toEqual([
    [5, 0],
    [0, 0],
    [70, 150],
  ]);
});

test('what is outside of the span, or of nobody’s side, counts for nothing', () => {
  const days = moneyByDay(
    [movement(1, 100), movement(2, 100, null)],
    new Date(2026, 10, 2),
    new Date(2026, 10, 2, 8),
  );
  expect(days).toEqual([{ at: new Date(2026, 10, 2), inMinor: 0, outMinor: 0 }]);
});

test('days are the calendar’s, also over a month and a change of the clock', () => {
  expect(startOfDay(new Date(2026, 10, 1, 9), 1)).toEqual(new Date(2026, 9, 31));
  const days = moneyByDay([], new Date(2026, 2, 1), new Date(2026, 3, 1));
  expect(days).toHaveLength(32);
  expect(days.every((day) => day.at.getHours() === 0)).toBe(true);
});

test('where only the newest payments are known, the plot begins with the first whole day', () => {
  expect(firstWholeDay(movement(4, 1))).toEqual(new Date(2026, 10, 5));
});
