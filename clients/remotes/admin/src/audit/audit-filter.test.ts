import { askedFilter, everything, matchesFilter, type AuditFilter, type Matchable } from './audit-filter.ts';

const entry: Matchable = {
  at: new Date(2026, 10, 22, 10).toISOString(),
  action: 'profile.profile.updated',
  actor: { id: 'u1' },
  subject: 's1',
  clientAddress: '203.0.113.7',
  before: { displayName: 'Alice' },
  after: { displayName: 'Alice Meyer' },
};

test.each<[Partial<AuditFilter>, boolean]>([
  [{}, true],
  [{ action: 'profile.' }, true],
  [{ action: 'payments' }, false],
  [{ actorId: 'u1' }, true],
  [{ actorId: 'u2' }, false],
  [{ subject: 's1' }, true],
  [{ subject: 's2' }, false],
  [{ address: '203.0.113.' }, true],
  [{ address: '203.0.113.7' }, true],
  [{ address: '203.0.113.70' }, false],
  [{ address: '198.' }, false],
  [{ text: 'MEYER' }, true],
  [{ text: 'keller' }, false],
  [{ text: 'zz' }, true],
  [{ from: '2026-11-22', to: '2026-11-22' }, true],
  [{ from: '2026-11-23' }, false],
  [{ to: '2026-11-21' }, false],
])('an entry that arrives belongs to %j: %s', (part, belongs) => {
  expect(matchesFilter(entry, { ...everything, ...part })).toBe(belongs);
});

test('an address that is not whole does not take in a longer one', () => {
  const other = { ...entry, clientAddress: '203.0.113.77' };
  expect(matchesFilter(other, { ...everything, address: '203.0.113.7' })).toBe(false);
});

test('the system, inside Payloom, has neither an id nor an address', () => {
  const inside = { ...entry, actor: null, clientAddress: null };
  expect(matchesFilter(inside, { ...everything, actorId: 'u1' })).toBe(false);
  expect(matchesFilter(inside, { ...everything, address: '2' })).toBe(false);
  expect(matchesFilter(inside, everything)).toBe(true);
});

test('the graph is asked for whole days, and for no text that it would refuse', () => {
  expect(askedFilter({ ...everything, from: '2026-11-01', to: '2026-11-30', text: 'ab' })).toEqual({
    action: null,
    actorId: null,
    subject: null,
    clientAddress: null,
    text: null,
    from: new Date(2026, 10, 1).toISOString(),
    to: new Date(2026, 11, 1).toISOString(),
  });
});

test('a day that is none is as if it were not there', () => {
  expect(askedFilter({ ...everything, from: 'yesterday', to: '2026-13' })).toMatchObject({
    from: null,
    to: null,
  });
});
