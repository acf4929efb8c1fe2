import type { Connection } from '@payloom/subgraph-kit/connection';
import { carryOut, paid, pay, viewerOf } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { Payment } from '../entities/payment.entity.ts';
import { declineRefund } from './decline-refund.ts';
import { listPayments, listPaymentsOf, type ListArguments } from './list-payments.ts';
import { processPayment } from './process-payment.ts';
import { requestRefund } from './request-refund.ts';

let fixture: PaymentsFixture;
let alice: Person;
let bob: Person;
let carol: Person;
let dave: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  alice = await fixture.person(10_000);
  bob = await fixture.person(10_000);
  carol = await fixture.person(10_000);
  dave = await fixture.person();
  for (const [payer, payee, amountMinor, note] of [
    [alice, bob, 1, 'Dinner at Gianni'],
    [bob, alice, 2, 'dinner, my half'],
    [alice, carol, 3, '100% cotton_shirt'],
    [bob, carol, 4, 'Rent \\ November'],
    [carol, alice, 5, null],
  ] as const) {
    await pay(fixture.orm, payer, payee, { amountMinor, note });
  }
});

afterAll(() => fixture.close());

const contextOf = (userId: string, scopes: string[] = []) => ({
  em: fixture.orm.em.fork(),
  viewer: viewerOf(userId, scopes),
  clientAddress: '192.0.2.7',
});

/** The amounts tell the payments of this test apart. */
const amountsOf = (connection: Connection<Payment>) => connection.edges.map(({ node }) => node.amountMinor);

async function list(person: Person, filter: ListArguments['filter'] = {}) {
  return amountsOf(await listPayments(contextOf(person.userId), { first: 20, filter }));
}

describe('listPayments', () => {
  it('gives what the viewer sends or receives, newest first, and nothing of others', async () => {
    expect(await list(alice)).toEqual([5, 3, 2, 1]);
    expect(await list(bob)).toEqual([4, 2, 1]);
  });

  it('gives everything to who may read all payments', async () => {
    const all = await listPayments(contextOf(alice.userId, ['payments:read']), { first: 20 });
    expect(amountsOf(all)).toEqual([5, 4, 3, 2, 1]);
  });

  it('filters by direction', async () => {
    expect(await list(alice, { direction: 'SENT' })).toEqual([3, 1]);
    expect(await list(alice, { direction: 'RECEIVED' })).toEqual([5, 2]);
  });

  it('filters by status', async () => {
    const { id } = await paid(fixture.orm, alice, bob, 6);
    await fixture.orm.em.fork().transactional((em) => processPayment(em, id));
    expect(await list(alice, { status: ['PROCESSING'] })).toEqual([6]);
    expect(await list(alice, { status: ['PENDING', 'PROCESSING'] })).toEqual([6, 5, 3, 2, 1]);
    expect(await list(alice, { status: ['FAILED'] })).toEqual([]);
    expect(await list(alice, { status: [] })).toEqual([6, 5, 3, 2, 1]);
  });

  it('filters by time: from is part of it, to is not', async () => {
    const payments = await fixture.orm.em.fork().find(Payment, {}, { orderBy: { id: 'asc' } });
    const [first, second] = payments.map(({ createdAt }) => createdAt);
    expect(await list(alice, { from: first, to: second })).toEqual([1]);
    expect(await list(alice, { from: new Date(Date.now() + 60_000) })).toEqual([]);
  });

  it.each([
    ['a word in any case', 'DINNER', [2, 1]],
    ['several words in any order', 'gianni dinner', [1]],
    ['a percent sign as it is', '100%', [3]],
    ['an underscore as it is', 'n_s', [3]],
    ['a backslash as it is', '\\', [4]],
    ['what nobody wrote', 'breakfast', []],
  ])('searches notes for %s', async (_what, search, amounts) => {
    const found = await listPayments(contextOf(bob.userId, ['payments:read']), {
      first: 20,
      filter: { search },
    });
    expect(amountsOf(found)).toEqual(amounts);
  });

  it.each(['x'.repeat(101), 'a\0b'])('refuses a search that makes no sense', async (search) => {
    await expect(list(alice, { search })).rejects.toThrow('filter.search: expected');
  });

  it.each([
    ['at least', { minMinor: 3 }, [5, 3]],
    ['at most', { maxMinor: 2 }, [2, 1]],
    ['both ends included', { minMinor: 2, maxMinor: 3 }, [3, 2]],
    ['of one amount', { minMinor: 5, maxMinor: 5 }, [5]],
    ['of any, in the currency', {}, [5, 3, 2, 1]],
  ])('filters by amount: %s', async (_what, range, amounts) => {
    const under = (found: number[]) => found.filter((amountMinor) => amountMinor < 6);
    expect(under(await list(alice, { amount: { currency: 'EUR', ...range } }))).toEqual(amounts);
    expect(await list(alice, { amount: { currency: 'JPY', ...range } })).toEqual([]);
  });

  it.each([
    [{ minMinor: -1 }, 'filter.amount.minMinor: expected'],
    [{ minMinor: 5, maxMinor: 4 }, 'filter.amount.maxMinor: expected'],
  ])('refuses the amounts %j by name', async (range, message) => {
    await expect(list(alice, { amount: { currency: 'EUR', ...range } })).rejects.toThrow(message);
  });

  it('filters by who is on the other side, whichever way the money went', async () => {
    const sent = await list(alice, { counterparty: carol.userId, direction: 'SENT' });
    expect(await list(alice, { counterparty: carol.userId })).toEqual([5, 3]);
    expect(sent).toEqual([3]);
    expect(await list(alice, { counterparty: alice.userId })).toEqual([]);
  });

  it('shows nothing of others by a counterparty, and all of theirs to who may read all payments', async () => {
    expect(await list(carol, { counterparty: bob.userId })).toEqual([4]);
    const context = contextOf(alice.userId, ['payments:read']);
    const all = await listPayments(context, { first: 20, filter: { counterparty: carol.userId } });
    expect(amountsOf(all)).toEqual([5, 4, 3]);
  });

  it('refuses a counterparty that is no id', async () => {
    await expect(list(alice, { counterparty: 'bob' })).rejects.toThrow('filter.counterparty: expected');
  });

  it('finds those whose payer asks for a refund, until they have an answer', async () => {
    const { id } = await paid(fixture.orm, alice, dave, 50);
    await carryOut(fixture.orm, id);
    await paid(fixture.orm, alice, dave, 51);
    const asked = { paymentId: id, note: 'Stale bread', idempotencyKey: 'a wish of the test' };
    expect(await list(dave, { refundRequested: true })).toEqual([]);
    await requestRefund(contextOf(alice.userId), asked);
    expect(await list(dave, { refundRequested: true })).toEqual([50]);
    expect(await list(alice, { refundRequested: true })).toEqual([50]);
    expect(await list(dave, { refundRequested: false })).toEqual([51]);
    expect(await list(dave, { refundRequested: true, direction: 'SENT' })).toEqual([]);
    expect(await list(bob, { refundRequested: true })).toEqual([]);
    await declineRefund(contextOf(dave.userId), { paymentId: id, answer: null });
    expect(await list(dave, { refundRequested: true })).toEqual([]);
    expect(await list(dave, { refundRequested: false })).toEqual([51, 50]);
  });

  it('turns its pages without a gap or a repetition', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 10; pages += 1) {
      const page: Connection<Payment> = await listPayments(contextOf(alice.userId), { first: 2, after });
      seen.push(...amountsOf(page));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual([51, 50, 6, 5, 3, 2, 1]);
  });
});

describe('listPaymentsOf', () => {
  it('gives another user’s payments as far as the viewer is part of them', async () => {
    const listed = await listPaymentsOf(contextOf(carol.userId), bob.userId, { first: 20 });
    expect(amountsOf(listed)).toEqual([4]);
  });

  it('sees directions from where that user stands', async () => {
    const context = contextOf(carol.userId, ['payments:read']);
    const listed = await listPaymentsOf(context, bob.userId, { first: 20, filter: { direction: 'SENT' } });
    expect(amountsOf(listed)).toEqual([4, 2]);
  });

  it('gives nothing for an id that is none', async () => {
    const listed = await listPaymentsOf(contextOf(carol.userId), 'nobody', { first: 20 });
    expect(listed.edges).toEqual([]);
  });
});
