import { adoptPreferences, type Preferences } from '@payloom/i18n/region';
import { dateInDays } from '../../payment/calendar-date.ts';
import { requestFormSchema, UNTIL_DAYS_MAX } from './request-form-schema.ts';

const typed = (until: string) =>
  requestFormSchema('EUR').safeParse({ amount: '12.50', note: ' ', use: 'SINGLE', until });

const live = (timeZone: Preferences['timeZone']) => adoptPreferences({ locale: 'en-US', timeZone });
afterEach(() => adoptPreferences(undefined));

test.each([
  ['Asia/Tokyo', 'T14:59:59.000Z'],
  ['UTC', 'T23:59:59.000Z'],
])('a request can be paid to the last second of its last day in %s', (timeZone, lastSecond) => {
  live(timeZone);
  const until = dateInDays(30);
  expect(typed(until).data).toMatchObject({ note: null, expiresAt: `${until}${lastSecond}` });
});

test('a request without a last day never expires', () => {
  expect(typed('').data).toMatchObject({ expiresAt: null });
});

test.each([-1, UNTIL_DAYS_MAX + 1])('a last day %d days from today is refused', (days) => {
  expect(typed(dateInDays(days)).error?.issues).toMatchObject([{ path: ['until'] }]);
});
