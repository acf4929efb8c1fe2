import { MikroORM } from '@mikro-orm/postgresql';
import { contextOf, paid, pay, paymentTo, personAt } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { untilSomebodyWaits } from '../../test/until-somebody-waits.ts';
import { Payment } from '../entities/payment.entity.ts';
import { ormConfig } from '../orm.config.ts';
import { completePayment } from './complete-payment.ts';
import { makePayment, type MadePayment } from './make-payment.ts';
import { processPayment } from './process-payment.ts';

const paymentsAtOnce = 200;
const walletCount = 4;
const startMinor = 3_000;

let fixture: PaymentsFixture;
/** A second replica of the subgraph on the same database. */
let replica: MikroORM;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  replica = await MikroORM.init(ormConfig(fixture.databaseUrl));
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await replica.close();
  await fixture.close();
});

describe('two payments at once that together overdraw the wallet', () => {
  it('come one after the other: the second finds what the first has left', async () => {
    const [alice, bob] = [await fixture.person(100), await fixture.person()];
    const first = fixture.orm.em.fork();
    let second: Promise<MadePayment> | undefined;

    // The first is held open, its money spent but not committed, until the second waits for it.
    const made = await first.transactional(async (em) => {
      const context = { ...contextOf(fixture.orm, alice), em };
      const payment = await makePayment(context, paymentTo(bob.email, { amountMinor: 70 }));
      second = pay(replica, alice, bob, { amountMinor: 70 });
      await untilSomebodyWaits(replica);
      return payment;
    });

    expect(made.__typename).toBe('Payment');
    expect(await second).toMatchObject({
      __typename: 'InsufficientFunds',
      available: { amountMinor: 30, currency: 'EUR' },
    });
    expect(await fixture.balanceOf(alice)).toBe(30);
  });

  it('leave the second all of it when the first is undone', async () => {
    const [alice, bob] = [await fixture.person(100), await fixture.person()];
    let second: Promise<MadePayment> | undefined;
    const first = fixture.orm.em.fork().transactional(async (em) => {
      await makePayment({ ...contextOf(fixture.orm, alice), em }, paymentTo(bob.email, { amountMinor: 70 }));
      second = pay(replica, alice, bob, { amountMinor: 70 });
      await untilSomebodyWaits(replica);
      throw new Error('the connection was lost');
    });

    await expect(first).rejects.toThrow('the connection was lost');
    expect(await second).toMatchObject({ __typename: 'Payment' });
    expect(await fixture.balanceOf(alice)).toBe(30);
  });
});

describe('two payments in one request', () => {
  it('see what others have spent between them', async () => {
    const [alice, bob] = [await fixture.person(100), await fixture.person()];
    const context = contextOf(fixture.orm, alice);
    expect(await makePayment(context, paymentTo(bob.email, { amountMinor: 10 }))).toMatchObject({
      __typename: 'Payment',
    });
    await paid(replica, alice, bob, 85);
    expect(await makePayment(context, paymentTo(bob.email, { amountMinor: 10 }))).toMatchObject({
      __typename: 'InsufficientFunds',
      available: { amountMinor: 5 },
    });
  });
});

describe('a double click', () => {
  it('makes one payment, and both clicks see it', async () => {
    const [alice, bob] = [await fixture.person(1_000), await fixture.person()];
    const intent = { amountMinor: 400, key: 'double-click-1' };
    const clicks = Array.from({ length: 8 }, (_, index) =>
      pay(index % 2 === 0 ? fixture.orm : replica, alice, bob, intent),
    );

    const ids = (await Promise.all(clicks)).map((made) => ('id' in made ? made.id : made.__typename));
    expect(new Set(ids).size).toBe(1);
    expect(await fixture.orm.em.fork().count(Payment, { payerId: alice.userId })).toBe(1);
    expect(await fixture.balanceOf(alice)).toBe(600);
  });

  it('with other input makes one payment and one refusal', async () => {
    const [alice, bob] = [await fixture.person(1_000), await fixture.person()];
    const answers = await Promise.all([
      pay(fixture.orm, alice, bob, { amountMinor: 400, key: 'double-click-2' }),
      pay(replica, alice, bob, { amountMinor: 401, key: 'double-click-2' }),
    ]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['IdempotencyKeyReused', 'Payment']);
    expect(await fixture.orm.em.fork().count(Payment, { payerId: alice.userId })).toBe(1);
  });
});

/** Carries every payment to its end, several at a time, as the consumers of two replicas do. */
async function carryOut(payments: readonly Payment[]): Promise<void> {
  await Promise.all(
    payments.map(async ({ id }, index) => {
      const { em } = index % 2 === 0 ? fixture.orm : replica;
      await em.fork().transactional((transaction) => processPayment(transaction, id));
      await em.fork().transactional((transaction) => completePayment(transaction, id));
    }),
  );
}

const isPayment = (made: MadePayment): made is Payment => made.__typename === 'Payment';

function expectedBalance({ userId }: Person, payments: readonly Payment[]): number {
  const sum = (list: readonly Payment[]) => list.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const sent = payments.filter(({ payerId }) => payerId === userId);
  const received = payments.filter(({ recipientId }) => recipientId === userId);
  return startMinor - sum(sent) + sum(received);
}

describe('200 payments at once among a few wallets', () => {
  it('leave a sound ledger, no wallet overdrawn, and every answer true', async () => {
    const people = await Promise.all(Array.from({ length: walletCount }, () => fixture.person(startMinor)));
    const answers = await Promise.all(
      Array.from({ length: paymentsAtOnce }, (_, index) => {
        const orm = index % 2 === 0 ? fixture.orm : replica;
        const payee = personAt(people, index + 1 + (index % (walletCount - 1)));
        return pay(orm, personAt(people, index), payee, { amountMinor: 50 + ((index * 37) % 200) });
      }),
    );

    const refused = answers.filter((made) => made.__typename === 'InsufficientFunds');
    const made = answers.filter(isPayment);
    expect(made.length + refused.length).toBe(paymentsAtOnce);
    expect(refused.length).toBeGreaterThan(0);
    expect(await findUnsoundness(fixture.orm)).toEqual([]);

    await carryOut(made);

    const statuses = await fixture.orm.em.fork().find(Payment, { id: { $in: made.map(({ id }) => id) } });
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set(['COMPLETED']));
    for (const person of people) {
      expect(await fixture.balanceOf(person)).toBe(expectedBalance(person, made));
    }
    expect(await findUnsoundness(fixture.orm)).toEqual([]);
  }, 60_000);

  it('crossing between the same two people do not block each other for good', async () => {
    const [alice, bob] = [await fixture.person(1_000), await fixture.person(1_000)];
    const there = await Promise.all(Array.from({ length: 20 }, () => paid(fixture.orm, alice, bob, 10)));
    const back = await Promise.all(Array.from({ length: 20 }, () => paid(replica, bob, alice, 10)));
    await carryOut([...there, ...back]);
    expect([await fixture.balanceOf(alice), await fixture.balanceOf(bob)]).toEqual([1_000, 1_000]);
  }, 30_000);
});
