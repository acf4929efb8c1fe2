import { addLiveEntry, LIVE_ENTRIES_MAX, matchesFilter, mergeEntries } from './merge-entries.ts';

const everything = { action: '', actorId: '' };
const entry = (id: string, action = 'auth.user.registered', actorId?: string) => ({
  id,
  action,
  actor: actorId ? { id: actorId } : null,
});

test('live and loaded entries are one list, each once, newest first', () => {
  const merged = mergeEntries([entry('4'), entry('2')], [entry('3'), entry('2'), entry('1')], everything);
  expect(merged.map(({ id }) => id)).toEqual(['4', '3', '2', '1']);
});

test('an entry belongs where its action begins as asked and its actor is the one asked for', () => {
  const payment = entry('1', 'payments.payment.created', 'u1');
  expect(matchesFilter(payment, { action: 'payments.pay', actorId: '' })).toBe(true);
  expect(matchesFilter(payment, { action: 'auth', actorId: '' })).toBe(false);
  expect(matchesFilter(payment, { action: '', actorId: 'u1' })).toBe(true);
  expect(matchesFilter(payment, { action: '', actorId: 'u2' })).toBe(false);
  expect(matchesFilter(entry('2'), { action: '', actorId: 'u1' })).toBe(false);
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
