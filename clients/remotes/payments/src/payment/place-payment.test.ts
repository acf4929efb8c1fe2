import { createCache } from '@payloom/apollo-client/cache';
import {
  PaymentListDocument,
  type PaymentListQuery,
} from '../features/payment-list/__generated__/payment-list.ts';
import { payment, paymentId, paymentPage } from '../testing/payments.ts';
import { PaymentRowFragmentDoc } from './__generated__/payment.ts';
import type { PaymentFilter } from './payment-filter.ts';
import { cursorOf, filterOf, LIST_LENGTH_MAX, placePayment } from './place-payment.ts';

type Payment = ReturnType<typeof payment>;

function cacheWith(list: readonly Payment[], filter?: PaymentFilter, hasNextPage = false, part = {}) {
  const cache = createCache();
  const variables = { first: 20, ...(filter && { filter }), ...part };
  const data = paymentPage(list, hasNextPage) as PaymentListQuery;
  cache.writeQuery({ query: PaymentListDocument, variables, data });
  const arrive = (arrived: Payment) => {
    // As the live update's own result is written before it is placed.
    cache.writeFragment({ fragment: PaymentRowFragmentDoc, fragmentName: 'PaymentRow', data: arrived });
    return placePayment(cache, arrived);
  };
  const read = () => cache.readQuery({ query: PaymentListDocument, variables })?.payments;
  const ids = () => read()?.edges.map(({ node }) => node.id);
  return { arrive, read, ids };
}

test('a new payment stands on top, and only once', () => {
  const { arrive, ids } = cacheWith([payment({ nth: 1 })]);
  arrive(payment({ nth: 2 }));
  arrive(payment({ nth: 2, status: 'COMPLETED' }));
  expect(ids()).toEqual([paymentId(2), paymentId(1)]);
});

test('a payment that arrives late stands where its time is', () => {
  const { arrive, ids } = cacheWith([payment({ nth: 5 }), payment({ nth: 1 })]);
  arrive(payment({ nth: 3 }));
  expect(ids()).toEqual([paymentId(5), paymentId(3), paymentId(1)]);
});

test('one older than all that is loaded waits for its page', () => {
  const { arrive, ids } = cacheWith([payment({ nth: 5 })], undefined, true);
  arrive(payment({ nth: 3 }));
  expect(ids()).toEqual([paymentId(5)]);
});

test('a part that begins further back gets nothing new', () => {
  const { arrive, ids } = cacheWith([payment({ nth: 1 })], undefined, false, {
    after: 'MDE5',
    start: 'MDE5',
  });
  arrive(payment({ nth: 2 }));
  expect(ids()).toEqual([paymentId(1)]);
});

test('the first payment of all fills an empty list', () => {
  const { arrive, ids } = cacheWith([]);
  arrive(payment({ nth: 1 }));
  expect(ids()).toEqual([paymentId(1)]);
});

test.each<[string, PaymentFilter, Parameters<typeof payment>[0], string[]]>([
  ['of its status', { status: ['PENDING'] }, { status: 'PENDING' }, [paymentId(2)]],
  ['of another status', { status: ['FAILED'] }, { status: 'PENDING' }, []],
  ['of its direction', { direction: 'SENT' }, { direction: 'SENT' }, [paymentId(2)]],
  ['of the other direction', { direction: 'RECEIVED' }, { direction: 'SENT' }, []],
  ['of so much', { amount: { currency: 'EUR', minMinor: 2500, maxMinor: 2500 } }, {}, [paymentId(2)]],
  ['of less', { amount: { currency: 'EUR', minMinor: 2501 } }, {}, []],
  ['of more', { amount: { currency: 'EUR', maxMinor: 2499 } }, {}, []],
  ['of another currency', { amount: { currency: 'JPY' } }, {}, []],
  ['with the person', { counterparty: 'bob' }, {}, [paymentId(2)]],
  ['with somebody else', { counterparty: 'carol' }, {}, []],
  ['of days before', { to: '2026-11-01T00:00:00Z' }, { createdAt: '2026-11-02T00:00:00Z' }, []],
  ['of days after', { from: '2026-11-03T00:00:00Z' }, { createdAt: '2026-11-02T00:00:00Z' }, []],
  [
    'of its day',
    { from: '2026-11-02T00:00:00Z', to: '2026-11-03T00:00:00Z' },
    { createdAt: '2026-11-02T00:00:00Z' },
    [paymentId(2)],
  ],
])('it goes into a list only where it belongs: %s', (_words, filter, options, expected) => {
  const { arrive, ids } = cacheWith([], filter);
  expect(arrive(payment({ nth: 2, ...options })).unsure).toBe(false);
  expect(ids()).toEqual(expected);
});

test('a list that searches notes is unsure of a payment with a note, and sure of one without', () => {
  const { arrive, ids } = cacheWith([], { search: 'rent' });
  expect(arrive(payment({ nth: 2, note: 'Rent for May' })).unsure).toBe(true);
  expect(arrive(payment({ nth: 3, note: null })).unsure).toBe(false);
  expect(ids()).toEqual([]);
});

test('a list of those whose payer asks for a refund is unsure of every payment, and sure of whom else it leaves out', () => {
  const { arrive, ids } = cacheWith([], { refundRequested: true, direction: 'RECEIVED' });
  expect(arrive(payment({ nth: 2, direction: 'RECEIVED' })).unsure).toBe(true);
  expect(arrive(payment({ nth: 3, direction: 'SENT' })).unsure).toBe(false);
  expect(ids()).toEqual([]);
});

test('a payment that no longer fits its list stays, as it now is', () => {
  const { arrive, read } = cacheWith([payment({ nth: 1, status: 'PENDING' })], { status: ['PENDING'] });
  arrive(payment({ nth: 1, status: 'COMPLETED' }));
  expect(read()?.edges.map(({ node }) => node.status)).toEqual(['COMPLETED']);
});

test('a list that grows live is cut at its end, from where it can be continued', () => {
  const newestFirst = Array.from({ length: LIST_LENGTH_MAX }, (_, index) =>
    payment({ nth: LIST_LENGTH_MAX - index }),
  );
  const { arrive, read } = cacheWith(newestFirst);
  arrive(payment({ nth: LIST_LENGTH_MAX + 1 }));
  expect(read()?.edges).toHaveLength(LIST_LENGTH_MAX);
  expect(read()?.edges[0]?.node.id).toBe(paymentId(LIST_LENGTH_MAX + 1));
  expect(read()?.pageInfo).toMatchObject({ hasNextPage: true, endCursor: cursorOf(paymentId(2)) });
});

test('a list that somebody has made longer by scrolling stays as long when a payment arrives', () => {
  const newestFirst = Array.from({ length: LIST_LENGTH_MAX + 40 }, (_, index) =>
    payment({ nth: LIST_LENGTH_MAX + 40 - index }),
  );
  const { arrive, read } = cacheWith(newestFirst);
  arrive(payment({ nth: LIST_LENGTH_MAX + 41 }));
  expect(read()?.edges).toHaveLength(LIST_LENGTH_MAX + 40);
});

test('cursors are what the payments subgraph makes of an id', () => {
  const cursor = cursorOf('0193b6a0-1c2d-7e3f-8a4b-5c6d7e8f9a0b');
  expect(cursor).toBe('MDE5M2I2YTAtMWMyZC03ZTNmLThhNGItNWM2ZDdlOGY5YTBi');
});

test.each([
  ['payments', {}],
  ['payments:{}', {}],
  ['payments:{"filter":null}', {}],
  ['payments:{"filter":{"search":"a) {b}"}}', { search: 'a) {b}' }],
])('the name %s in the cache means the filter %o', (name, filter) => {
  expect(filterOf(name)).toEqual(filter);
});
