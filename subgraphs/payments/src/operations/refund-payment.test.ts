import { MikroORM } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { carryOut, contextOf, paid, pay, paymentTo, typesAbout } from '../../test/people.ts';
import {
  credit,
  openPaymentsFixture,
  type PaymentsFixture,
  type Person,
} from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { untilSomebodyWaits } from '../../test/until-somebody-waits.ts';
import { LedgerEntry } from '../entities/ledger-entry.entity.ts';
import { Payment } from '../entities/payment.entity.ts';
import { Posting } from '../entities/posting.entity.ts';
import { Refund } from '../entities/refund.entity.ts';
import { ormConfig } from '../orm.config.ts';
import { makePayment, type MadePayment } from './make-payment.ts';
import { refundPayment, type RefundedPayment } from './refund-payment.ts';
import { walletBalanceMinorMax } from './wallet-bounds.ts';

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
  alice = await fixture.person(1_000);
  bob = await fixture.person();
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await replica.close();
  await fixture.close();
});

/** Alice has paid Bob, and he has the money. */
async function completed(amountMinor: number): Promise<string> {
  const { id } = await paid(fixture.orm, alice, bob, amountMinor);
  await carryOut(fixture.orm, id);
  return id;
}

interface Wish {
  amountMinor?: number;
  currency?: string;
  note?: string;
  key?: string;
}

const inputOf = (paymentId: string, { amountMinor, currency = 'EUR', note, key = uuidv7() }: Wish = {}) => ({
  paymentId,
  ...(amountMinor === undefined ? {} : { amount: { amountMinor, currency } }),
  note,
  idempotencyKey: key,
});

const refund = (paymentId: string, wish?: Wish, orm = fixture.orm, by = bob): Promise<RefundedPayment> =>
  refundPayment(contextOf(orm, by), inputOf(paymentId, wish));

const balances = async () => [await fixture.balanceOf(alice), await fixture.balanceOf(bob)];
const stored = (id: string) => fixture.orm.em.fork().findOneOrFail(Payment, id);
const refundCount = (paymentId: string) => fixture.orm.em.fork().count(Refund, { paymentId });

describe('refunding a payment', () => {
  it('gives all of it back, in one balanced entry, and says so in an event', async () => {
    const id = await completed(400);
    const made = await refund(id, { note: ' Sold out ' });

    expect(made).toMatchObject({ __typename: 'Refund', paymentId: id, amountMinor: 400, note: 'Sold out' });
    expect(await balances()).toEqual([1_000, 0]);
    expect(await stored(id)).toMatchObject({ status: 'COMPLETED', refundedMinor: 400 });
    const em = fixture.orm.em.fork();
    const entry = await em.findOneOrFail(LedgerEntry, { paymentId: id, kind: 'PAYMENT_REFUNDED' });
    const postings = await em.find(Posting, { entryId: entry.id }, { orderBy: { amountMinor: 'desc' } });
    expect(postings.map(({ accountId, amountMinor }) => [accountId, amountMinor])).toEqual([
      [`wallet:${bob.walletId}`, 400],
      [`wallet:${alice.walletId}`, -400],
    ]);
    expect((await fixture.events()).at(-1)).toMatchObject({
      type: 'payments.payment.refunded',
      subject: id,
      actor: bob.userId,
      audience: `user:${alice.userId} user:${bob.userId} role:ADMIN`,
      data: { amount: { amountMinor: 400 }, refunded: { amountMinor: 400 }, note: 'Sold out' },
    });
  });

  it('gives parts back until nothing is left', async () => {
    const id = await completed(400);
    expect(await refund(id, { amountMinor: 150 })).toMatchObject({ amountMinor: 150 });
    expect(await refund(id, { amountMinor: 251 })).toEqual({
      __typename: 'RefundExceedsPayment',
      message: 'That is more than is left of the payment.',
      refundable: { amountMinor: 250, currency: 'EUR' },
    });
    expect(await refund(id)).toMatchObject({ amountMinor: 250 });
    expect(await refund(id, { amountMinor: 1 })).toMatchObject({
      __typename: 'RefundNotPossible',
      message: 'All of the payment has been refunded already.',
    });
    expect(await balances()).toEqual([1_000, 0]);
    expect(await refundCount(id)).toBe(2);
  });

  it('gives the last part as a whole, so that there are only so many', async () => {
    const id = await completed(400);
    for (let part = 1; part <= 19; part += 1) await refund(id, { amountMinor: 1 });
    expect(await refund(id, { amountMinor: 1 })).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'amount.amountMinor' }],
    });
    expect(await refund(id)).toMatchObject({ amountMinor: 381 });
    expect(await refundCount(id)).toBe(20);
  });
});

describe('refunds at the same moment', () => {
  it('are together never more than was paid: the second finds what the first has left', async () => {
    const id = await completed(400);
    await credit(fixture.orm.em, bob, 1_000);
    let second: Promise<RefundedPayment> | undefined;
    await fixture.orm.em.fork().transactional(async (em) => {
      await refundPayment({ ...contextOf(fixture.orm, bob), em }, inputOf(id, { amountMinor: 300 }));
      await em.flush();
      second = refund(id, { amountMinor: 300 }, replica);
      await untilSomebodyWaits(replica);
    });

    expect(await second).toMatchObject({
      __typename: 'RefundExceedsPayment',
      refundable: { amountMinor: 100 },
    });
    expect(await balances()).toEqual([900, 1_100]);
  });

  it('leave the second all of it when the first is undone', async () => {
    const id = await completed(400);
    let second: Promise<RefundedPayment> | undefined;
    const first = fixture.orm.em.fork().transactional(async (em) => {
      await refundPayment({ ...contextOf(fixture.orm, bob), em }, inputOf(id));
      await em.flush();
      second = refund(id, {}, replica);
      await untilSomebodyWaits(replica);
      throw new Error('the connection was lost');
    });
    await expect(first).rejects.toThrow('the connection was lost');
    expect(await second).toMatchObject({ __typename: 'Refund', amountMinor: 400 });
    expect(await balances()).toEqual([1_000, 0]);
  });

  it('many of them give back just what was paid', async () => {
    const id = await completed(400);
    await credit(fixture.orm.em, bob, 1_000);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        refund(id, { amountMinor: 100 }, index % 2 ? replica : fixture.orm),
      ),
    );
    expect(answers.filter(({ __typename }) => __typename === 'Refund')).toHaveLength(4);
    expect(await balances()).toEqual([1_000, 1_000]);
    expect(await stored(id)).toMatchObject({ refundedMinor: 400 });
  });

  it('a double click makes one refund, and both clicks see it', async () => {
    const id = await completed(400);
    const wish = { amountMinor: 100, key: 'double-click-1' };
    const clicks = Array.from({ length: 6 }, (_, index) =>
      refund(id, wish, index % 2 ? replica : fixture.orm),
    );
    const ids = (await Promise.all(clicks)).map((made) => ('id' in made ? made.id : made.__typename));
    expect(new Set(ids).size).toBe(1);
    expect(await balances()).toEqual([700, 300]);
  });
});

describe('a refund and spending the money at the same moment', () => {
  it('finds the money spent when the spending came first', async () => {
    const id = await completed(400);
    let refunded: Promise<RefundedPayment> | undefined;
    await fixture.orm.em.fork().transactional(async (em) => {
      const context = { ...contextOf(fixture.orm, bob), em };
      await makePayment(context, paymentTo(alice.email, { amountMinor: 300 }));
      await em.flush();
      refunded = refund(id, {}, replica);
      await untilSomebodyWaits(replica);
    });
    expect(await refunded).toEqual({
      __typename: 'InsufficientFunds',
      message: 'Your wallet holds less than the amount.',
      available: { amountMinor: 100, currency: 'EUR' },
      required: { amountMinor: 400, currency: 'EUR' },
    });
    expect(await stored(id)).toMatchObject({ refundedMinor: 0 });
  });

  it('leaves nothing to spend when the refund came first', async () => {
    const id = await completed(400);
    let spent: Promise<MadePayment> | undefined;
    await fixture.orm.em.fork().transactional(async (em) => {
      await refundPayment({ ...contextOf(fixture.orm, bob), em }, inputOf(id));
      await em.flush();
      spent = pay(replica, bob, alice, { amountMinor: 300 });
      await untilSomebodyWaits(replica);
    });
    expect(await spent).toMatchObject({ __typename: 'InsufficientFunds', available: { amountMinor: 0 } });
    expect(await balances()).toEqual([1_000, 0]);
  });
});

describe('an idempotency key of a refund', () => {
  const key = 'refund-0001';

  it('gives the same refund for the same input, and is refused with other', async () => {
    const id = await completed(400);
    const first = await refund(id, { amountMinor: 100, key });
    expect(await refund(id, { amountMinor: 100, key })).toMatchObject({ id: 'id' in first ? first.id : '' });
    for (const other of [{ amountMinor: 101 }, { amountMinor: 100, note: 'Other' }, {}]) {
      expect(await refund(id, { ...other, key })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    }
    const elsewhere = await completed(100);
    expect(await refund(elsewhere, { amountMinor: 100, key })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    expect(await refundCount(id)).toBe(1);
  });

  it('is not used up by a refusal', async () => {
    const id = await completed(400);
    await refund(id, { amountMinor: 401, key });
    expect(await refund(id, { amountMinor: 400, key })).toMatchObject({ __typename: 'Refund' });
  });
});

describe('a refund is refused, and changes nothing,', () => {
  it('of a payment that has not completed', async () => {
    const { id } = await paid(fixture.orm, alice, bob, 400);
    expect(await refund(id)).toMatchObject({
      __typename: 'RefundNotPossible',
      message: 'Only a payment that has completed can be refunded.',
      payment: { id },
    });
    expect(typesAbout(await fixture.events(), id)).toEqual(['payments.payment.created']);
  });

  it('when the payer’s wallet is full', async () => {
    const id = await completed(400);
    await credit(fixture.orm.em, alice, walletBalanceMinorMax - 600);
    expect(await refund(id)).toMatchObject({
      __typename: 'RefundNotPossible',
      message: "The payer's wallet is full.",
    });
  });

  it('to whoever has not received the payment, as if there were none', async () => {
    const id = await completed(400);
    const unknown = await refund(uuidv7());
    expect(unknown).toEqual({ __typename: 'PaymentNotFound', message: 'You have received no such payment.' });
    expect(await refund(id, {}, fixture.orm, alice)).toEqual(unknown);
    expect(await refund(id, {}, fixture.orm, await fixture.person())).toEqual(unknown);
    expect(await refundCount(id)).toBe(0);
  });

  it.each<[string, object, string]>([
    ['no id', { paymentId: "1' or true --" }, 'paymentId'],
    ['nothing', { amount: { amountMinor: 0, currency: 'EUR' } }, 'amount.amountMinor'],
    ['a negative amount', { amount: { amountMinor: -1, currency: 'EUR' } }, 'amount.amountMinor'],
    ['a fraction', { amount: { amountMinor: 1.5, currency: 'EUR' } }, 'amount.amountMinor'],
    ['an unknown currency', { amount: { amountMinor: 1, currency: 'ZZZ' } }, 'amount.currency'],
    ['another currency', { amount: { amountMinor: 1, currency: 'CHF' } }, 'amount.currency'],
    ['a long note', { note: 'x'.repeat(141) }, 'note'],
    ['a note that cannot be stored', { note: 'a\0b' }, 'note'],
    ['a short key', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ])('with %s', async (_what, wrong, name) => {
    const id = await completed(400);
    const answer = await refundPayment(contextOf(fixture.orm, bob), { ...inputOf(id), ...wrong });
    expect(answer).toMatchObject({ __typename: 'InvalidInput', fields: [{ name }] });
    expect(await balances()).toEqual([600, 400]);
  });
});

describe('the database', () => {
  it('itself refuses to give back more than was paid', async () => {
    const id = await completed(400);
    const beyond = fixture.orm.em
      .fork()
      .execute('update payment set refunded_minor = 401 where id = ?', [id]);
    await expect(beyond).rejects.toThrow('payment_not_refunded_beyond');
  });
});
