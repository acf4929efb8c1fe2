import fc from 'fast-check';
import { contextOf, pay, personAt, silentLog } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { Payment } from '../entities/payment.entity.ts';
import { createSimulator } from '../provider/simulator.ts';
import { completePayment } from './complete-payment.ts';
import { processPayment } from './process-payment.ts';
import { topUpWallet } from './top-up-wallet.ts';

type Step =
  | { kind: 'top-up'; who: number; amountMinor: number; key: string }
  | { kind: 'pay'; who: number; whom: number; amountMinor: number; key: string }
  | { kind: 'carry-out'; which: number };

const peopleCount = 3;
const provider = createSimulator({ deliver: async () => undefined });

const who = fc.nat({ max: peopleCount - 1 });
/** Few keys, so that some are used twice, with the same input or with other. */
const key = fc.integer({ min: 1, max: 12 }).map((number) => `any-key-${number}`);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('top-up' as const),
    who,
    amountMinor: fc.constantFrom(100, 113, 500, 99),
    key,
  }),
  fc.record({
    kind: fc.constant('pay' as const),
    who,
    whom: who,
    amountMinor: fc.constantFrom(1, 99, 100, 250, -5, 0),
    key,
  }),
  fc.record({ kind: fc.constant('carry-out' as const), which: fc.nat({ max: 9 }) }),
);
/** Steps of one group run at once, groups one after the other. */
const schedule = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });

let fixture: PaymentsFixture;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

afterAll(() => fixture.close());

async function carryOutOne(which: number): Promise<void> {
  const em = fixture.orm.em.fork();
  const payments = await em.find(Payment, {}, { orderBy: { id: 'desc' }, limit: 10 });
  const payment = payments[which];
  if (payment === undefined) return;
  await em.fork().transactional((transaction) => processPayment(transaction, payment.id));
  await em.fork().transactional((transaction) => completePayment(transaction, payment.id));
}

async function take(next: Step, people: readonly Person[]): Promise<void> {
  if (next.kind === 'carry-out') return carryOutOne(next.which);
  const person = personAt(people, next.who);
  if (next.kind === 'pay') {
    await pay(fixture.orm, person, personAt(people, next.whom), next);
    return;
  }
  const context = { ...contextOf(fixture.orm, person), provider, log: silentLog };
  const amount = { amountMinor: next.amountMinor, currency: 'EUR' };
  await topUpWallet(context, { amount, idempotencyKey: next.key });
}

it('keeps the ledger sound and no wallet overdrawn, in whatever order and however parallel things happen', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async (groups) => {
      const people = await Promise.all(Array.from({ length: peopleCount }, () => fixture.person(300)));
      for (const group of groups) {
        await Promise.all(group.map((next) => take(next, people)));
        expect(await findUnsoundness(fixture.orm)).toEqual([]);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
