import { pay, viewerOf } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { findCounterparties, findCounterparty } from './find-counterparties.ts';
import { saveDisplayName } from './save-display-name.ts';

let fixture: PaymentsFixture;
let alice: Person;
let bob: Person;
let carol: Person;
let dora: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  [alice, bob, carol, dora] = [
    await fixture.person(1_000),
    await fixture.person(1_000),
    await fixture.person(1_000),
    await fixture.person(),
  ];
  for (const [{ userId }, name] of [
    [alice, 'Alice Meyer'],
    [bob, 'Bob 100% Vendor'],
    [carol, 'Carol Vendor'],
    [dora, 'Dora Vendor'],
  ] as const)
    await saveDisplayName(fixture.orm.em.fork(), userId, name);
  await pay(fixture.orm, alice, bob, { amountMinor: 1 });
  await pay(fixture.orm, carol, alice, { amountMinor: 2 });
  await pay(fixture.orm, alice, bob, { amountMinor: 3 });
});

afterAll(() => fixture.close());

const contextOf = ({ userId }: Person, scopes: string[] = []) => ({
  em: fixture.orm.em.fork(),
  viewer: viewerOf(userId, scopes),
});
const find = (search: string | null, who = alice, scopes: string[] = []) =>
  findCounterparties(contextOf(who, scopes), { search, first: 8 });
const ids = (...people: Person[]) => people.map(({ userId: id }) => ({ id }));

describe('whom payments can be looked for by', () => {
  it('are the other sides of one’s payments, the latest first', async () => {
    expect(await find(null)).toEqual(ids(bob, carol));
    expect(await find('', carol)).toEqual(ids(alice));
    expect(await find(null, dora)).toEqual([]);
  });

  it('have all the words in their names, in any case', async () => {
    expect(await find('VENDOR')).toEqual(ids(bob, carol));
    expect(await find('vendor carol')).toEqual(ids(carol));
    expect(await find('100%')).toEqual(ids(bob));
    expect(await find('0_v')).toEqual([]);
  });

  it('are found by their whole email alone', async () => {
    expect(await find(` ${bob.email.toUpperCase()} `)).toEqual(ids(bob));
    expect(await find(bob.email.slice(1))).toEqual([]);
  });

  it('are nobody with whom one has no payments, except for administrators', async () => {
    expect(await find('dora')).toEqual([]);
    expect(await find(dora.email)).toEqual([]);
    expect(await findCounterparty(contextOf(alice), dora.userId)).toBeNull();
    expect(await findCounterparty(contextOf(alice), bob.userId)).toEqual({ id: bob.userId });
    expect(await find('dora', alice, ['payments:read'])).toEqual(ids(dora));
    expect(await find(dora.email, alice, ['payments:read'])).toEqual(ids(dora));
    expect(await findCounterparty(contextOf(alice, ['payments:read']), dora.userId)).toEqual({
      id: dora.userId,
    });
    expect(await findCounterparty(contextOf(alice), 'nobody')).toBeNull();
  });

  it('are not looked for by what makes no sense', async () => {
    await expect(find('x'.repeat(101))).rejects.toThrow('search: expected');
    await expect(findCounterparties(contextOf(alice), { first: 21 })).rejects.toThrow('first: expected');
  });
});
