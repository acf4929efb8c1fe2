import { jest } from '@jest/globals';
import { currentFormats } from './formats.ts';
import { adoptPreferences } from './region.ts';

afterEach(() => jest.restoreAllMocks());

it('finds out the time zone when a time is written, and not for numbers and lists', () => {
  adoptPreferences({ locale: 'en-GB', timeZone: 'Asia/Tokyo' });
  const zones = jest.spyOn(Intl, 'DateTimeFormat');
  const formats = currentFormats();
  expect(formats.number(1_234.5)).toBe('1,234.5');
  expect(formats.list(['a', 'b'])).toBe('a and b');
  expect(zones).not.toHaveBeenCalled();
  const time = formats.dateTime(new Date('2026-03-01T20:30:00Z'), { hour: '2-digit', minute: '2-digit' });
  expect(time).toBe('05:30');
  expect(zones).toHaveBeenCalled();
});
