import { excerptOf, mergeOver } from './excerpt.ts';

const answeredAt = { PaymentList: 1 };
const ref = (id: string) => ({ __ref: id });
const edges = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({ cursor: `c${nth}`, node: ref(`Payment:${nth}`) }));
const payments = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, nth) => [
      `Payment:${nth}`,
      { id: String(nth), payer: ref('User:alice') },
    ]),
  );
const stored = (count: number) => ({
  ROOT_QUERY: {
    __typename: 'Query',
    viewer: ref('User:alice'),
    'payments:{}': { edges: edges(count), pageInfo: { hasNextPage: false, endCursor: null } },
    'user({"id":"bob"})': ref('User:bob'),
    'paymentRequest({"token":"secret"})': ref('PaymentRequest:1'),
  },
  'User:alice': {
    id: 'alice',
    passkeys: [{ label: 'Key' }],
    'sessions:{}': { edges: [] },
    displayName: 'Alice',
  },
  'User:bob': { id: 'bob', email: 'bob@payloom.example' },
  'PaymentRequest:1': { id: '1' },
  'Payment:gone': { id: 'gone' },
  ...payments(count),
});

it('has what is the viewer’s own and what that leads to, and nothing of how they sign in', () => {
  const objects: Readonly<Record<string, unknown>> =
    excerptOf({ objects: stored(2), answeredAt }, 'CUSTOMER')?.objects ?? {};
  expect(Object.keys(objects).sort()).toEqual(['Payment:0', 'Payment:1', 'ROOT_QUERY', 'User:alice']);
  expect(objects['User:alice']).toEqual({ id: 'alice', displayName: 'Alice' });
  expect(Object.keys(objects['ROOT_QUERY'] ?? {})).toEqual(['__typename', 'viewer', 'payments:{}']);
});

it('has nothing of what an administrator sees of others', () => {
  const excerpt = excerptOf({ objects: stored(2), answeredAt }, 'ADMIN');
  expect(Object.keys(excerpt?.objects ?? {})).toEqual(['ROOT_QUERY', 'User:alice']);
});

it('has the beginning of a long list, which says that there is more', () => {
  const excerpt = excerptOf({ objects: stored(100), answeredAt }, 'VENDOR');
  const root = excerpt?.objects['ROOT_QUERY'];
  expect(root).toMatchObject({
    'payments:{}': { pageInfo: { hasNextPage: true, endCursor: 'c59' } },
  });
  expect(Object.keys(excerpt?.objects ?? {}).filter((id) => id.startsWith('Payment:'))).toHaveLength(60);
});

it('is nothing where even that is too much', () => {
  const objects = stored(100);
  const long = Object.entries(objects).map(([id, object]) => [id, { ...object, note: 'x'.repeat(100_000) }]);
  expect(excerptOf({ objects: Object.fromEntries(long), answeredAt }, 'CUSTOMER')).toBeUndefined();
});

it('goes on with what an earlier page has kept, as far as this one knows nothing newer', () => {
  const earlier = {
    objects: {
      ROOT_QUERY: { viewer: ref('User:alice'), notice: 1 },
      'Payment:1': { id: '1', status: 'PENDING', note: 'Rent' },
    },
    answeredAt: { Notice: 1, PaymentList: 1 },
  };
  const now = {
    objects: { ROOT_QUERY: { viewer: ref('User:alice') }, 'Payment:1': { id: '1', status: 'COMPLETED' } },
    answeredAt: { PaymentList: 2 },
  };
  expect(mergeOver(earlier, now)).toEqual({
    objects: {
      ROOT_QUERY: { viewer: ref('User:alice'), notice: 1 },
      'Payment:1': { id: '1', status: 'COMPLETED', note: 'Rent' },
    },
    answeredAt: { Notice: 1, PaymentList: 2 },
  });
  expect(mergeOver(undefined, now)).toBe(now);
});
