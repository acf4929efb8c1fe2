import { countFilters, readListFilter, toPaymentFilter, withFilter, withoutFilter } from './list-filter.ts';

const read = (search: string) => readListFilter(new URLSearchParams(search));

test('the filter is read from the address', () => {
  const address = 'status=FAILED&direction=SENT&from=2026-11-01&to=2026-11-30&search=rent';
  expect(read(address)).toEqual({
    status: 'FAILED',
    direction: 'SENT',
    from: '2026-11-01',
    to: '2026-11-30',
    search: 'rent',
  });
  expect(countFilters(read(address))).toBe(5);
});

test('what makes no sense in the address is left out', () => {
  const filter = read('status=LOST&direction=UP&from=2026-02-31&to=soon&search=%20');
  expect(countFilters(filter)).toBe(0);
  expect(toPaymentFilter(filter)).toBeUndefined();
});

test('both days of a span are included, from midnight to midnight of the viewer', () => {
  const { from, to } = toPaymentFilter(read('from=2026-11-30&to=2026-11-30')) ?? {};
  expect(from).toBe(new Date(2026, 10, 30).toISOString());
  expect(to).toBe(new Date(2026, 11, 1).toISOString());
});

test('one part of the filter changes and the rest of the address stays', () => {
  const params = new URLSearchParams('search=rent&tab=2');
  expect(withFilter(params, 'status', 'FAILED').toString()).toBe('search=rent&tab=2&status=FAILED');
  expect(withFilter(params, 'search', undefined).toString()).toBe('tab=2');
  expect(withoutFilter(new URLSearchParams('search=rent&tab=2&to=2026-11-01')).toString()).toBe('tab=2');
});
