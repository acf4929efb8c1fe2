import { MikroORM } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { carryOut, contextOf, paid, pay, personAt } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { Payment } from '../entities/payment.entity.ts';
import { ormConfig } from '../orm.config.ts';
import { cancelPayment } from './cancel-payment.ts';
import { refundPayment } from './refund-payment.ts';

const operationsAtOnce = 200;
const walletCount = 4;
const startMinor = 3_000;
const earlierPayments = 24;
const earlierMinor = 100;

let fixture: PaymentsFixture;
/** A second replica of the subgraph on the same database. */
let replica: MikroORM;
let people: Person[];

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  replica = await MikroORM.init(ormConfig(fixture.databaseUrl));
  people = await Promise.all(Array.from({ length: walletCount }, () => fixture.person(startMinor)));
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await replica.close();
  await fixture.close();
});

const ormOf = (index: number) => (index % 2 === 0 ? fixture.orm : replica);
const somebodyElse = (index: number) => personAt(people, index + 1 + (index % (walletCount - 1)));

interface Answer {
  readonly typename: string;
  /** What it moved from one wallet to another, if it was accepted. */
  readonly movedMinor: number;
  readonly from?: string;
  readonly to?: string;
}

async function payOne(index: number): Promise<Answer> {
  const [payer, payee] = [personAt(people, index), somebodyElse(index)];
  const made = await pay(ormOf(index), payer, payee, { amountMinor: 50 + ((index * 37) % 200) });
  if (made.__typename !== 'Payment') return { typename: made.__typename, movedMinor: 0 };
  // Every fourth is taken back at once, while it may be carried out already.
  if (index % 4 === 0) {
    const [cancelled] = await Promise.all([
      cancelPayment(contextOf(ormOf(index + 1), payer), { paymentId: made.id }),
      carryOut(ormOf(index), made.id),
    ]);
    if (cancelled.__typename === 'Payment') return { typename: 'Cancelled', movedMinor: 0 };
  } else await carryOut(ormOf(index), made.id);
  return { typename: 'Payment', movedMinor: made.amountMinor, from: payer.userId, to: payee.userId };
}

async function refundOne(index: number, payment: Payment): Promise<Answer> {
  const amount = { amountMinor: 30 + (index % 50), currency: 'EUR' };
  const input = { paymentId: payment.id, amount, idempotencyKey: uuidv7() };
  const made = await refundPayment(contextOf(ormOf(index), { userId: payment.recipientId }), input);
  if (made.__typename !== 'Refund') return { typename: made.__typename, movedMinor: 0 };
  const { recipientId: from, payerId: to } = payment;
  return { typename: 'Refund', movedMinor: made.amountMinor, from, to };
}

const totalOf = (answers: readonly Answer[]): number =>
  answers.reduce((total, { movedMinor }) => total + movedMinor, 0);

describe('200 payments and refunds at once among a few wallets', () => {
  it('leave a sound ledger, no wallet overdrawn, and every answer true', async () => {
    const earlier = await Promise.all(
      Array.from({ length: earlierPayments }, (_, index) =>
        paid(ormOf(index), personAt(people, index), somebodyElse(index), earlierMinor),
      ),
    );
    await Promise.all(earlier.map(({ id }, index) => carryOut(ormOf(index), id)));
    const before = await Promise.all(people.map((person) => fixture.balanceOf(person)));

    const answers = await Promise.all(
      Array.from({ length: operationsAtOnce }, (_, index) => {
        const payment = earlier[index % earlierPayments];
        return index % 2 === 0 || payment === undefined ? payOne(index / 2) : refundOne(index, payment);
      }),
    );

    const kinds = new Set(answers.map(({ typename }) => typename));
    expect([...kinds].filter((kind) => !known.has(kind))).toEqual([]);
    expect(kinds).toContain('Refund');
    expect(kinds).toContain('RefundExceedsPayment');
    for (const [index, { userId }] of people.entries()) {
      const paidOut = totalOf(answers.filter(({ from }) => from === userId));
      const gotIn = totalOf(answers.filter(({ to }) => to === userId));
      expect(await fixture.balanceOf(personAt(people, index))).toBe((before[index] ?? 0) - paidOut + gotIn);
    }
    const stored = await fixture.orm.em.fork().find(Payment, { id: { $in: earlier.map(({ id }) => id) } });
    expect(stored.filter(({ refundedMinor }) => refundedMinor > earlierMinor)).toEqual([]);
    expect(await findUnsoundness(fixture.orm)).toEqual([]);
  }, 60_000);
});

const known = new Set([
  'Payment',
  'Cancelled',
  'Refund',
  'InsufficientFunds',
  'RefundExceedsPayment',
  'RefundNotPossible',
]);
