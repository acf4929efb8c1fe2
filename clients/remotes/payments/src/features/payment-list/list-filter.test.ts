import { adoptPreferences } from '@payloom/i18n/region';
import { countFilters, readListFilter, toPaymentFilter, withFilter, withoutFilter } from './list-filter.ts';

const read = (search: string) => readListFilter(new URLSearchParams(search));

test('the filter is read from the address', () => {
  const address = 'status=FAILED&direction=SENT&refund=asked&from=2026-11-01&to=2026-11-30&search=rent';
  expect(read(address)).toEqual({
    status: 'FAILED',
    direction: 'SENT',
    refund: 'asked',
    from: '2026-11-01',
    to: '2026-11-30',
    search: 'rent',
  });
  expect(countFilters(read(address))).toBe(6);
});

test('what makes no sense in the address is left out', () => {
  const filter = read('status=LOST&direction=UP&refund=maybe&from=2026-02-31&to=soon&search=%20');
  expect(countFilters(filter)).toBe(0);
  expect(toPaymentFilter(filter)).toBeUndefined();
});

test('amounts are read by the decimals of their currency, and count as one filter with it', () => {
  const filter = read('currency=KWD&min=1.5&max=20&person=0193b6a0-0000-7000-8000-000000000001');
  expect(countFilters(filter)).toBe(2);
  expect(toPaymentFilter(filter)).toEqual({
    amount: { currency: 'KWD', minMinor: 1_500, maxMinor: 20_000 },
    counterparty: '0193b6a0-0000-7000-8000-000000000001',
  });
});

test.each([
  ['min=5', 'amounts without a currency'],
  ['currency=EUR&min=9&max=8', 'the wrong way round'],
  ['currency=euro&min=5', 'no currency'],
  ['person=bob', 'nobody'],
])('%s is left out: %s', (address) => {
  expect(toPaymentFilter(read(address))).toBeUndefined();
});

test('an amount finer than its currency is left out, and the currency counts', () => {
  expect(toPaymentFilter(read('currency=JPY&min=1.5&max=200'))).toEqual({
    amount: { currency: 'JPY', maxMinor: 200 },
  });
});

test('both days of a span are included, from midnight to midnight in the time zone of the profile', () => {
  adoptPreferences({ locale: 'en-US', timeZone: 'Asia/Tokyo' });
  const { from, to } = toPaymentFilter(read('from=2026-11-30&to=2026-11-30')) ?? {};
  adoptPreferences(undefined);
  expect(from).toBe('2026-11-29T15:00:00.000Z');
  expect(to).toBe('2026-11-30T15:00:00.000Z');
});

test('one part of the filter changes and the rest of the address stays', () => {
  const params = new URLSearchParams('search=rent&tab=2');
  expect(withFilter(params, { status: 'FAILED' }).toString()).toBe('search=rent&tab=2&status=FAILED');
  expect(withFilter(params, { search: undefined }).toString()).toBe('tab=2');
  expect(withoutFilter(new URLSearchParams('search=rent&tab=2&to=2026-11-01')).toString()).toBe('tab=2');
});
