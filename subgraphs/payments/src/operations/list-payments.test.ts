import type { Connection } from '@payloom/subgraph-kit/connection';
import { paid, pay, viewerOf } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { Payment } from '../entities/payment.entity.ts';
import { listPayments, listPaymentsOf, type ListArguments } from './list-payments.ts';
import { processPayment } from './process-payment.ts';

let fixture: PaymentsFixture;
let alice: Person;
let bob: Person;
let carol: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  alice = await fixture.person(10_000);
  bob = await fixture.person(10_000);
  carol = await fixture.person(10_000);
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

  it('turns its pages without a gap or a repetition', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 10; pages += 1) {
      const page: Connection<Payment> = await listPayments(contextOf(alice.userId), { first: 2, after });
      seen.push(...amountsOf(page));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual([6, 5, 3, 2, 1]);
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
