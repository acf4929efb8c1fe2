import { MikroORM } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { carryOut, contextOf, paid, typesAbout } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { untilSomebodyWaits } from '../../test/until-somebody-waits.ts';
import { LedgerEntry } from '../entities/ledger-entry.entity.ts';
import { PaymentStep } from '../entities/payment-step.entity.ts';
import { Payment } from '../entities/payment.entity.ts';
import { ormConfig } from '../orm.config.ts';
import { cancelPayment, type CancelledPayment } from './cancel-payment.ts';
import { processPayment } from './process-payment.ts';

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

const cancel = (person: Person, paymentId: string, orm = fixture.orm): Promise<CancelledPayment> =>
  cancelPayment(contextOf(orm, person), { paymentId });

async function stepsOf(paymentId: string): Promise<string[]> {
  const steps = await fixture.orm.em.fork().find(PaymentStep, { paymentId }, { orderBy: { id: 'asc' } });
  return steps.map(({ status }) => status);
}

const statusOf = async (id: string) => (await fixture.orm.em.fork().findOneOrFail(Payment, id)).status;

describe('cancelling a payment that has not run', () => {
  it('gives the payer the money back by a reversal, and says so in an event', async () => {
    const { id } = await paid(fixture.orm, alice, bob, 400);

    expect(await cancel(alice, id)).toMatchObject({ __typename: 'Payment', id, status: 'CANCELLED' });

    expect([await fixture.balanceOf(alice), await fixture.balanceOf(bob)]).toEqual([1_000, 0]);
    expect(await stepsOf(id)).toEqual(['PENDING', 'CANCELLED']);
    const em = fixture.orm.em.fork();
    const held = await em.findOneOrFail(LedgerEntry, { paymentId: id, kind: 'PAYMENT_HELD' });
    const returned = await em.findOneOrFail(LedgerEntry, { paymentId: id, kind: 'PAYMENT_RETURNED' });
    expect(returned.reversesEntryId).toBe(held.id);
    expect((await fixture.events()).at(-1)).toMatchObject({
      type: 'payments.payment.cancelled',
      subject: id,
      actor: alice.userId,
      clientaddress: '192.0.2.7',
      audience: `user:${alice.userId} user:${bob.userId} role:ADMIN`,
      data: { status: 'CANCELLED', amount: { amountMinor: 400, currency: 'EUR' } },
    });
  });

  it('is done once, however often it is asked for', async () => {
    const { id } = await paid(fixture.orm, alice, bob, 400);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => cancel(alice, id, index % 2 ? replica : fixture.orm)),
    );
    answers.push(await cancel(alice, id));

    expect(answers).toEqual(answers.map(() => expect.objectContaining({ id, status: 'CANCELLED' })));
    expect(await fixture.balanceOf(alice)).toBe(1_000);
    expect(typesAbout(await fixture.events(), id)).toEqual([
      'payments.payment.created',
      'payments.payment.cancelled',
    ]);
  });

  it('lets the event that would have carried it out do nothing', async () => {
    const { id } = await paid(fixture.orm, alice, bob, 400);
    await cancel(alice, id);
    await fixture.orm.em.fork().transactional((em) => processPayment(em, id));
    expect(await statusOf(id)).toBe('CANCELLED');
  });
});

describe('cancelling and carrying out at the same moment', () => {
  it('is too late when the carrying out came first', async () => {
    const { id } = await paid(fixture.orm, alice, bob, 400);
    let cancelled: Promise<CancelledPayment> | undefined;
    await fixture.orm.em.fork().transactional(async (em) => {
      await processPayment(em, id);
      await em.flush();
      cancelled = cancel(alice, id, replica);
      await untilSomebodyWaits(replica);
    });

    expect(await cancelled).toMatchObject({
      __typename: 'PaymentNotCancellable',
      message: 'The payment is on its way and cannot be cancelled any more.',
      payment: { id, status: 'PROCESSING' },
    });
    expect(await fixture.balanceOf(alice)).toBe(600);
  });

  it('stops the carrying out when it came first', async () => {
    const { id } = await paid(fixture.orm, alice, bob, 400);
    let processed: Promise<void> | undefined;
    await fixture.orm.em.fork().transactional(async (em) => {
      await cancelPayment({ ...contextOf(fixture.orm, alice), em }, { paymentId: id });
      processed = replica.em.fork().transactional((transaction) => processPayment(transaction, id));
      await untilSomebodyWaits(replica);
    });

    await processed;
    expect(await statusOf(id)).toBe('CANCELLED');
    expect(await stepsOf(id)).toEqual(['PENDING', 'CANCELLED']);
    expect(await fixture.balanceOf(alice)).toBe(1_000);
  });
});

describe('cancelling changes nothing', () => {
  it('of a payment that has completed', async () => {
    const { id } = await paid(fixture.orm, alice, bob, 400);
    await carryOut(fixture.orm, id);
    expect(await cancel(alice, id)).toMatchObject({
      __typename: 'PaymentNotCancellable',
      message: 'The recipient has the money already. You can ask them for a refund.',
    });
    expect(await fixture.balanceOf(bob)).toBe(400);
  });

  it('of somebody else’s payment, which is answered like one that is not there', async () => {
    const { id } = await paid(fixture.orm, alice, bob, 400);
    const unknown = await cancel(bob, uuidv7());
    expect(unknown).toEqual({ __typename: 'PaymentNotFound', message: 'You have made no such payment.' });
    expect(await cancel(bob, id)).toEqual(unknown);
    expect(await statusOf(id)).toBe('PENDING');
  });

  it.each(['', 'no id', "'; drop table payment; --"])('by what is no id: %j', async (paymentId) => {
    expect(await cancel(alice, paymentId)).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'paymentId', message: 'Must be the id of a payment.' }],
    });
  });
});
