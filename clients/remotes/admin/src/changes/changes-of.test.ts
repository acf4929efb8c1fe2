import { changesOf, fieldWords, isMoney } from './changes-of.ts';

test('tells field by field what changed, also inside of others, amounts whole', () => {
  const before = {
    name: 'Bob',
    limit: { amountMinor: 100, currency: 'EUR' },
    address: { city: 'Bern', zip: '3000' },
  };
  const after = {
    name: 'Bob',
    limit: { amountMinor: 200, currency: 'EUR' },
    address: { city: 'Basel', zip: '3000' },
  };
  expect(changesOf(before, after)).toEqual([
    { path: 'name', before: 'Bob', after: 'Bob', changed: false },
    { path: 'limit', before: before.limit, after: after.limit, changed: true },
    { path: 'address.city', before: 'Bern', after: 'Basel', changed: true },
    { path: 'address.zip', before: '3000', after: '3000', changed: false },
  ]);
});

test('what came, what went and what became nothing has changed', () => {
  expect(changesOf({ gone: 1, phone: '1' }, { phone: null, came: false })).toEqual([
    { path: 'phone', before: '1', after: null, changed: true },
    { path: 'came', before: undefined, after: false, changed: true },
    { path: 'gone', before: 1, after: undefined, changed: true },
  ]);
});

test('without a before nothing has changed', () => {
  expect(changesOf(null, { status: 'COMPLETED', tags: ['a'], empty: {} })).toEqual([
    { path: 'status', before: undefined, after: 'COMPLETED', changed: false },
    { path: 'tags', before: undefined, after: ['a'], changed: false },
    { path: 'empty', before: undefined, after: {}, changed: false },
  ]);
  expect(changesOf(null, null)).toEqual([]);
});

test.each([
  [{ amountMinor: 1, currency: 'EUR' }, true],
  [{ amountMinor: 1.5, currency: 'EUR' }, false],
  [{ amountMinor: 1, currency: 'euro' }, false],
  [{ amountMinor: 1, currency: '<b>' }, false],
  [['EUR'], false],
  [null, false],
])('%j is an amount: %s', (value, expected) => {
  expect(isMoney(value)).toBe(expected);
});

test.each([
  ['displayName', 'Display name'],
  ['recipient.displayName', 'Recipient display name'],
  ['userId', 'User id'],
])('%s reads "%s"', (path, words) => {
  expect(fieldWords(path)).toBe(words);
});
