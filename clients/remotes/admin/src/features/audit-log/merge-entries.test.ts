import { everything } from '../../audit/audit-filter.ts';
import { addLiveEntry, LIVE_ENTRIES_MAX, mergeEntries } from './merge-entries.ts';

const entry = (id: string, action = 'auth.user.registered') => ({
  id,
  action,
  at: '2026-11-22T10:00:00.000Z',
  actor: null,
  subject: 's1',
  clientAddress: null,
  before: null,
  after: null,
});

test('live and loaded entries are one list, each once, newest first', () => {
  const merged = mergeEntries([entry('4'), entry('2')], [entry('3'), entry('2'), entry('1')], everything);
  expect(merged.map(({ id }) => id)).toEqual(['4', '3', '2', '1']);
});

test('a live entry that the filter leaves out is not in the list', () => {
  const filter = { ...everything, action: 'payments.' };
  const live = [entry('3'), entry('2', 'payments.payment.created')];
  expect(mergeEntries(live, [], filter).map(({ id }) => id)).toEqual(['2']);
});

test('a live entry comes on top, once however often it is delivered', () => {
  const { live } = addLiveEntry([entry('1')], entry('2'));
  expect(live.map(({ id }) => id)).toEqual(['2', '1']);
  expect(addLiveEntry(live, entry('1'))).toEqual({ live, overflowed: false });
});

test('live entries are bounded, and it is told when the older ones had to go', () => {
  const full = Array.from({ length: LIVE_ENTRIES_MAX }, (_, index) => entry(String(index)));
  expect(addLiveEntry(full.slice(1), entry('new')).overflowed).toBe(false);
  expect(addLiveEntry(full, entry('new'))).toEqual({ live: [entry('new')], overflowed: true });
});
