import { adoptPreferences } from '@payloom/i18n/region';
import { dateInDays, dateWords, rhythmWords } from './calendar-date.ts';

test('days are counted by the calendar, over months and years', () => {
  const lateInTheEvening = new Date(2026, 11, 31, 23, 59);
  expect(dateInDays(0, lateInTheEvening)).toBe('2026-12-31');
  expect(dateInDays(1, lateInTheEvening)).toBe('2027-01-01');
  expect(dateInDays(60, lateInTheEvening)).toBe('2027-03-01');
});

test('today is what the clock says in the time zone of the profile', () => {
  const moment = new Date('2026-12-31T23:30:00Z');
  adoptPreferences({ locale: 'en-US', timeZone: 'Pacific/Auckland' });
  expect(dateInDays(0, moment)).toBe('2027-01-01');
  adoptPreferences({ locale: 'en-US', timeZone: 'America/New_York' });
  expect(dateInDays(0, moment)).toBe('2026-12-31');
  adoptPreferences(undefined);
});

test('a date is the same day wherever it is read', () => {
  expect(dateWords('2027-01-31')).toBe('Sun, Jan 31, 2027');
});

test.each([
  ['ONCE', 'On Sun, Jan 31, 2027'],
  ['WEEKLY', 'Every week from Sun, Jan 31, 2027'],
  ['MONTHLY', 'Every month from Sun, Jan 31, 2027'],
] as const)('%s is said as "%s"', (cadence, words) => {
  expect(rhythmWords(cadence, '2027-01-31')).toBe(words);
});
