import { paid, pay, contextOf, paymentTo, typesAbout } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { Payment } from '../entities/payment.entity.ts';
import { PaymentStep } from '../entities/payment-step.entity.ts';
import { Posting } from '../entities/posting.entity.ts';
import { makePayment } from './make-payment.ts';

let fixture: PaymentsFixture;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await fixture.close();
});

async function countRows() {
  const em = fixture.orm.em.fork();
  return [await em.count(Payment), await em.count(Posting), (await fixture.events()).length];
}

describe('makePayment', () => {
  it('sets the amount aside and records the payment with its event', async () => {
    const [alice, bob] = [await fixture.person(5_000), await fixture.person()];

    const payment = await pay(fixture.orm, alice, bob, { amountMinor: 2_500, note: '  Dinner  ' });

    expect(payment).toMatchObject({
      __typename: 'Payment',
      status: 'PENDING',
      payerId: alice.userId,
      recipientId: bob.userId,
      amountMinor: 2_500,
      currency: 'EUR',
      note: 'Dinner',
    });
    expect(await fixture.balanceOf(alice)).toBe(2_500);
    expect(await fixture.balanceOf(bob)).toBe(0);
    const event = (await fixture.events()).at(-1);
    expect(event).toMatchObject({
      type: 'payments.payment.created',
      subject: payment.__typename === 'Payment' ? payment.id : '',
      actor: alice.userId,
      clientaddress: '192.0.2.7',
      audience: `user:${alice.userId} user:${bob.userId} role:ADMIN`,
      data: { status: 'PENDING', amount: { amountMinor: 2_500, currency: 'EUR' }, reason: null },
    });
  });

  it('begins the timeline and debits the wallet against clearing', async () => {
    const [alice, bob] = [await fixture.person(1_000), await fixture.person()];
    const { id } = await paid(fixture.orm, alice, bob, 400);

    const em = fixture.orm.em.fork();
    expect(await em.find(PaymentStep, { paymentId: id })).toMatchObject([
      { status: 'PENDING', reason: null },
    ]);
    const postings = await em.find(Posting, { currency: 'EUR' }, { orderBy: { id: 'desc' }, limit: 2 });
    expect(postings.map(({ accountId, amountMinor }) => [accountId, amountMinor])).toEqual([
      ['clearing:EUR', -400],
      [`wallet:${alice.walletId}`, 400],
    ]);
  });

  it('finds the recipient whatever the case of the email', async () => {
    const [alice, bob] = [await fixture.person(100), await fixture.person()];
    const input = paymentTo(` ${bob.email.toUpperCase()} `, { amountMinor: 1 });
    expect(await makePayment(contextOf(fixture.orm, alice), input)).toMatchObject({
      recipientId: bob.userId,
    });
  });

  it('spends a wallet to the last unit', async () => {
    const [alice, bob] = [await fixture.person(100), await fixture.person()];
    await paid(fixture.orm, alice, bob, 100);
    expect(await fixture.balanceOf(alice)).toBe(0);
  });

  it('asks who is there', async () => {
    const context = { em: fixture.orm.em.fork(), viewer: null, clientAddress: undefined };
    await expect(makePayment(context, {})).rejects.toThrow('Sign in to do this.');
  });
});

describe('makePayment refuses, and changes nothing,', () => {
  it.each([
    ['a negative amount', { amountMinor: -100 }, 'amount.amountMinor', 'Must be at least 1 minor units.'],
    ['nothing', { amountMinor: 0 }, 'amount.amountMinor', 'Must be at least 1 minor units.'],
    ['a fraction', { amountMinor: 10.5 }, 'amount.amountMinor', 'Must be a whole number of minor units.'],
    [
      'more than one payment may carry',
      { amountMinor: 100_000_001 },
      'amount.amountMinor',
      'Must be at most 100000000 minor units.',
    ],
    [
      'a currency nobody knows',
      { amountMinor: 1, currency: 'ZZZ' },
      'amount.currency',
      'Must be a currency code of ISO 4217, such as EUR.',
    ],
    [
      'a currency the wallet does not hold',
      { amountMinor: 1, currency: 'CHF' },
      'amount.currency',
      'You have no wallet in CHF. Open one first.',
    ],
    ['a long note', { amountMinor: 1, note: 'x'.repeat(141) }, 'note', 'Must have at most 140 characters.'],
    [
      'a note that cannot be stored',
      { amountMinor: 1, note: 'a\0b' },
      'note',
      'Must have printable characters only.',
    ],
    ['a short key', { amountMinor: 1, key: 'seven77' }, 'idempotencyKey', 'Must have at least 8 characters.'],
    [
      'a long key',
      { amountMinor: 1, key: 'k'.repeat(101) },
      'idempotencyKey',
      'Must have at most 100 characters.',
    ],
  ])('%s', async (_what, intent, name, message) => {
    const [alice, bob] = [await fixture.person(5_000), await fixture.person()];
    const before = await countRows();

    expect(await pay(fixture.orm, alice, bob, intent)).toEqual({
      __typename: 'InvalidInput',
      message: `Please check: ${name}.`,
      fields: [{ name, message }],
    });
    expect(await countRows()).toEqual(before);
  });

  it('an email that is none', async () => {
    const alice = await fixture.person(5_000);
    const answer = await makePayment(contextOf(fixture.orm, alice), paymentTo('bob', { amountMinor: 1 }));
    expect(answer).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'recipientEmail', message: 'Must be an email address.' }],
    });
  });

  it('oneself as the recipient', async () => {
    const alice = await fixture.person(5_000);
    expect(await pay(fixture.orm, alice, alice, { amountMinor: 1 })).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'recipientEmail', message: 'Must be somebody else than you.' }],
    });
  });

  it('a recipient nobody knows', async () => {
    const alice = await fixture.person(5_000);
    const input = paymentTo('Nobody@Example.com', { amountMinor: 1 });
    expect(await makePayment(contextOf(fixture.orm, alice), input)).toEqual({
      __typename: 'RecipientNotFound',
      message: 'Nobody with that email can be paid.',
      email: 'nobody@example.com',
    });
  });

  it('more than the wallet holds, and says what it holds', async () => {
    const [alice, bob] = [await fixture.person(99), await fixture.person()];
    const before = await countRows();
    expect(await pay(fixture.orm, alice, bob, { amountMinor: 100 })).toEqual({
      __typename: 'InsufficientFunds',
      message: 'Your wallet holds less than the amount.',
      available: { amountMinor: 99, currency: 'EUR' },
      required: { amountMinor: 100, currency: 'EUR' },
    });
    expect(await countRows()).toEqual(before);
    expect(await fixture.balanceOf(alice)).toBe(99);
  });

  it('somebody whose wallet is not open yet', async () => {
    const [bob, newcomer] = [await fixture.person(), '0199aa00-0000-7000-8000-00000000beef'];
    const input = paymentTo(bob.email, { amountMinor: 1 });
    expect(await makePayment(contextOf(fixture.orm, { userId: newcomer }), input)).toEqual({
      __typename: 'InvalidInput',
      message: 'Your wallet is being opened. Try again in a moment.',
      fields: [],
    });
  });
});

describe('an idempotency key', () => {
  const key = 'intent-0001';

  it('gives the same payment for the same input', async () => {
    const [alice, bob] = [await fixture.person(5_000), await fixture.person()];
    const first = await pay(fixture.orm, alice, bob, { amountMinor: 100, note: 'Tea', key });
    const before = await countRows();
    const second = await pay(fixture.orm, alice, bob, { amountMinor: 100, note: ' Tea ', key });

    expect(first).toMatchObject({ __typename: 'Payment' });
    expect(second).toMatchObject({ __typename: 'Payment', id: 'id' in first ? first.id : '' });
    expect(await countRows()).toEqual(before);
    expect(await fixture.balanceOf(alice)).toBe(4_900);
  });

  it('replays even when the money is gone since', async () => {
    const [alice, bob] = [await fixture.person(100), await fixture.person()];
    const first = await pay(fixture.orm, alice, bob, { amountMinor: 100, key });
    const second = await pay(fixture.orm, alice, bob, { amountMinor: 100, key });
    expect(second).toMatchObject({ id: 'id' in first ? first.id : '' });
  });

  it.each([
    ['amount', { amountMinor: 101 }],
    ['note', { amountMinor: 100, note: 'Other' }],
  ])('is refused with another %s', async (_what, other) => {
    const [alice, bob] = [await fixture.person(5_000), await fixture.person()];
    await pay(fixture.orm, alice, bob, { amountMinor: 100, key });
    const before = await countRows();

    expect(await pay(fixture.orm, alice, bob, { ...other, key })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    expect(await countRows()).toEqual(before);
  });

  it('is refused with another recipient', async () => {
    const [alice, bob, carol] = [await fixture.person(5_000), await fixture.person(), await fixture.person()];
    await pay(fixture.orm, alice, bob, { amountMinor: 100, key });
    expect(await pay(fixture.orm, alice, carol, { amountMinor: 100, key })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
  });

  it('belongs to one user', async () => {
    const [alice, bob] = [await fixture.person(5_000), await fixture.person(5_000)];
    const first = await pay(fixture.orm, alice, bob, { amountMinor: 100, key });
    const second = await pay(fixture.orm, bob, alice, { amountMinor: 100, key });
    expect([first.__typename, second.__typename]).toEqual(['Payment', 'Payment']);
  });

  it('is not used up by a refusal', async () => {
    const [alice, bob] = [await fixture.person(100), await fixture.person()];
    const refused = await pay(fixture.orm, alice, bob, { amountMinor: 200, key });
    const accepted = await pay(fixture.orm, alice, bob, { amountMinor: 100, key });
    expect([refused.__typename, accepted.__typename]).toEqual(['InsufficientFunds', 'Payment']);
    const id = 'id' in accepted ? accepted.id : '';
    expect(typesAbout(await fixture.events(), id)).toEqual(['payments.payment.created']);
  });
});
