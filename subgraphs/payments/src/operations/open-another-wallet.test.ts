import { MikroORM } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { carryOut, contextOf, pay, typesAbout, viewerOf } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { Wallet } from '../entities/wallet.entity.ts';
import { ormConfig } from '../orm.config.ts';
import { openAnotherWallet } from './open-another-wallet.ts';
import { reportPayments } from './report-payments.ts';

let fixture: PaymentsFixture;
/** A second replica of the subgraph on the same database. */
let replica: MikroORM;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  replica = await MikroORM.init(ormConfig(fixture.databaseUrl));
});

beforeEach(async () => {
  [alice, bob] = [await fixture.person(1_000), await fixture.person()];
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await replica.close();
  await fixture.close();
});

const open = (currency: unknown, orm = fixture.orm) => openAnotherWallet(contextOf(orm, alice), { currency });
const walletsOf = ({ userId }: Person) =>
  fixture.orm.em.fork().find(Wallet, { ownerId: userId }, { orderBy: { id: 'asc' } });

describe('opening a wallet in another currency', () => {
  it('is done once, however often and however parallel it is asked, with one event', async () => {
    const answers = await Promise.all([open('KWD'), open('KWD', replica), open('KWD')]);
    answers.push(await open('KWD', replica));
    const ids = new Set(answers.map((answer) => ('id' in answer ? answer.id : answer.message)));
    expect(ids.size).toBe(1);
    expect((await walletsOf(alice)).map(({ currency }) => currency)).toEqual(['EUR', 'KWD']);
    expect(typesAbout(await fixture.events(), [...ids][0] ?? '')).toEqual(['payments.wallet.opened']);
    expect((await fixture.events()).at(-1)).toMatchObject({ actor: alice.userId, data: { currency: 'KWD' } });
  });

  it.each(['', 'eur', 'XAU', "EUR'; drop table wallet; --", '<script>', 12, null])(
    'is refused for %j',
    async (currency) => {
      expect(await open(currency)).toMatchObject({
        __typename: 'InvalidInput',
        fields: [{ name: 'currency' }],
      });
      expect(await walletsOf(alice)).toHaveLength(1);
    },
  );

  it('waits for the first wallet of somebody who has just registered', async () => {
    const context = { em: fixture.orm.em.fork(), viewer: viewerOf(uuidv7()), clientAddress: undefined };
    expect(await openAnotherWallet(context, { currency: 'CHF' })).toMatchObject({
      message: 'Your wallet is being opened. Try again in a moment.',
    });
  });
});

describe('wallets in several currencies', () => {
  it('pay from the one of the amount, and no other', async () => {
    const francs = await fixture.walletIn(alice, 'CHF', 300);
    const made = await pay(fixture.orm, alice, bob, { amountMinor: 250, currency: 'CHF' });
    await carryOut(fixture.orm, 'id' in made ? made.id : '');
    expect([await fixture.balanceOf(francs), await fixture.balanceOf(alice)]).toEqual([50, 1_000]);
    expect(await pay(fixture.orm, alice, bob, { amountMinor: 51, currency: 'CHF' })).toMatchObject({
      __typename: 'InsufficientFunds',
      available: { amountMinor: 50, currency: 'CHF' },
    });
    expect(await pay(fixture.orm, alice, bob, { amountMinor: 1, currency: 'USD' })).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'amount.currency', message: 'You have no wallet in USD. Open one first.' }],
    });
  });

  it('share their owner’s keys: one used for two of them at once pays once', async () => {
    await fixture.walletIn(alice, 'CHF', 300);
    const key = 'one-key-two-wallets';
    const answers = await Promise.all([
      pay(fixture.orm, alice, bob, { amountMinor: 10, currency: 'EUR', key }),
      pay(replica, alice, bob, { amountMinor: 10, currency: 'CHF', key }),
    ]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['IdempotencyKeyReused', 'Payment']);
  });

  it('are summed up each by itself', async () => {
    await fixture.walletIn(alice, 'JPY', 900);
    const made = await pay(fixture.orm, alice, bob, { amountMinor: 900, currency: 'JPY' });
    await carryOut(fixture.orm, 'id' in made ? made.id : '');
    const today = new Date().toISOString().slice(0, 10);
    const report = (currency?: string) =>
      reportPayments(contextOf(fixture.orm, alice), { from: today, to: today, timeZone: 'UTC', currency });
    expect(await report('JPY')).toMatchObject({ currency: 'JPY', byDay: [{ sentMinor: 900 }] });
    expect(await report()).toMatchObject({ currency: 'EUR', byDay: [] });
    expect(await report('USD')).toBeNull();
  });
});
