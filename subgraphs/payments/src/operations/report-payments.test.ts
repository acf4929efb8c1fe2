import { v7 as uuidv7 } from 'uuid';
import { carryOut, contextOf, paid } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { Payment } from '../entities/payment.entity.ts';
import { refundPayment } from './refund-payment.ts';
import { reportPayments } from './report-payments.ts';

let fixture: PaymentsFixture;
let alice: Person;
let bob: Person;
let carol: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

beforeEach(async () => {
  [alice, bob, carol] = await Promise.all([
    fixture.person(5_000),
    fixture.person(5_000),
    fixture.person(5_000),
  ]);
});

afterAll(() => fixture.close());

/** A payment as if it had been made at that moment. */
async function paidAt(moment: string, from: Person, to: Person, amountMinor: number, completed = true) {
  const { id } = await paid(fixture.orm, from, to, amountMinor);
  if (completed) await carryOut(fixture.orm, id);
  await fixture.orm.em.fork().nativeUpdate(Payment, { id }, { createdAt: new Date(moment) });
  return id;
}

const report = (from: string, to: string, timeZone = 'Europe/Berlin', who = alice) =>
  reportPayments(contextOf(fixture.orm, who), { from, to, timeZone });

describe('a report', () => {
  it('sums by the days of the viewer’s time zone, refunds taken off', async () => {
    await paidAt('2026-03-01T22:59:59Z', alice, bob, 100);
    const late = await paidAt('2026-03-01T23:00:00Z', alice, bob, 400);
    await paidAt('2026-03-02T12:00:00Z', bob, alice, 50);
    await refundPayment(contextOf(fixture.orm, bob), {
      paymentId: late,
      amount: { amountMinor: 150, currency: 'EUR' },
      idempotencyKey: uuidv7(),
    });

    expect((await report('2026-03-01', '2026-03-02'))?.byDay).toEqual([
      { date: '2026-03-01', sentMinor: 100, receivedMinor: 0, paymentCount: 1 },
      { date: '2026-03-02', sentMinor: 250, receivedMinor: 50, paymentCount: 2 },
    ]);
    expect((await report('2026-03-01', '2026-03-01', 'UTC'))?.byDay).toMatchObject([{ sentMinor: 350 }]);
    expect((await report('2026-03-02', '2026-03-02'))?.byDay).toHaveLength(1);
  });

  it('sums by status and by who was on the other side, most first', async () => {
    await paidAt('2026-03-01T12:00:00Z', alice, bob, 100);
    await paidAt('2026-03-01T12:00:00Z', carol, alice, 300);
    await paidAt('2026-03-01T12:00:00Z', alice, carol, 20, false);

    const made = await report('2026-03-01', '2026-03-01');
    expect(made?.byStatus).toHaveLength(2);
    expect(made?.byStatus).toEqual(
      expect.arrayContaining([
        { status: 'COMPLETED', sentMinor: 100, receivedMinor: 300, paymentCount: 2 },
        { status: 'PENDING', sentMinor: 20, receivedMinor: 0, paymentCount: 1 },
      ]),
    );
    expect(made?.byCounterparty).toEqual([
      { userId: carol.userId, sentMinor: 0, receivedMinor: 300, paymentCount: 1 },
      { userId: bob.userId, sentMinor: 100, receivedMinor: 0, paymentCount: 1 },
    ]);
  });

  it('tells nobody of the payments of others, and nothing to whoever has no wallet', async () => {
    await paidAt('2026-03-01T12:00:00Z', alice, bob, 100);
    const others = await report('2026-03-01', '2026-03-01', 'UTC', carol);
    expect(others).toEqual({ currency: 'EUR', byDay: [], byStatus: [], byCounterparty: [] });
    const nobody = { ...carol, userId: uuidv7() };
    expect(await report('2026-03-01', '2026-03-01', 'UTC', nobody)).toBeNull();
  });

  it.each([
    ['2026-02-30', '2026-03-01', 'from: expected a date, such as 2027-01-31.'],
    ['2026-03-02', '2026-03-01', 'to: expected 1 to 366 days from the first.'],
    ['2025-03-01', '2026-03-02', 'to: expected 1 to 366 days from the first.'],
  ])('is refused from %s to %s', async (from, to, message) => {
    await expect(report(from, to)).rejects.toThrow(message);
  });
});
