import { adoptPreferences } from './region.ts';
import { startOfDay } from './start-of-day.ts';

afterEach(() => adoptPreferences(undefined));

test.each([
  ['Asia/Tokyo', '2026-11-28', 0, '2026-11-27T15:00:00.000Z'],
  ['America/New_York', '2026-11-28', 0, '2026-11-28T05:00:00.000Z'],
  // The clocks go forward on the 29th, and back on October 25th.
  ['Europe/Berlin', '2026-03-29', 0, '2026-03-28T23:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', 1, '2026-03-29T22:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', 1, '2026-10-25T23:00:00.000Z'],
  ['Asia/Kolkata', '2026-12-31', 1, '2026-12-31T18:30:00.000Z'],
  // There is no midnight on this day.
  ['America/Santiago', '2026-09-06', 0, '2026-09-06T04:00:00.000Z'],
])('in %s, %s and %d days begin at one moment', (timeZone, date, daysLater, moment) => {
  adoptPreferences({ locale: 'en-US', timeZone });
  expect(startOfDay(date, daysLater)?.toISOString()).toBe(moment);
});

test.each(['', 'soon', '2026-1-1', '2026-11-28T00:00'])('%j is no day', (date) => {
  expect(startOfDay(date)).toBeUndefined();
});
