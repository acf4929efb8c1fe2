import { v7 as uuidv7 } from 'uuid';
import { contextOf } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { PaymentSchedule } from '../entities/payment-schedule.entity.ts';
import { cancelPaymentSchedule } from './cancel-payment-schedule.ts';
import { schedulePayment, type ScheduledPayment } from './schedule-payment.ts';

let fixture: PaymentsFixture;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

beforeEach(async () => {
  [alice, bob] = [await fixture.person(1_000), await fixture.person()];
});

afterAll(() => fixture.close());

/** A day from now on, as a date. */
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const inputOf = (wish: object = {}) => ({
  recipientEmail: bob.email,
  amount: { amountMinor: 250, currency: 'EUR' },
  note: 'Rent',
  cadence: 'MONTHLY',
  startsOn: inDays(10),
  timeZone: 'Europe/Berlin',
  idempotencyKey: uuidv7(),
  ...wish,
});

const schedule = (wish?: object): Promise<ScheduledPayment> =>
  schedulePayment(contextOf(fixture.orm, alice), inputOf(wish));
const countOf = ({ userId }: Person) => fixture.orm.em.fork().count(PaymentSchedule, { payerId: userId });

describe('planning a payment', () => {
  it('writes down what is due next, sets nothing aside, and tells the payer alone', async () => {
    const made = await schedule();
    expect(made).toMatchObject({
      __typename: 'PaymentSchedule',
      status: 'ACTIVE',
      recipientId: bob.userId,
      nextDueOn: inDays(10),
      runCount: 0,
    });
    expect(await fixture.balanceOf(alice)).toBe(1_000);
    expect((await fixture.events()).at(-1)).toMatchObject({
      type: 'payments.schedule.created',
      actor: alice.userId,
      audience: `user:${alice.userId} role:ADMIN`,
      data: { cadence: 'MONTHLY', nextDueOn: inDays(10), amount: { amountMinor: 250 } },
    });
  });

  it('happens once for one key', async () => {
    const key = { idempotencyKey: 'one-plan-only' };
    const [first, second] = await Promise.all([schedule(key), schedule(key)]);
    expect(first).toMatchObject({ __typename: 'PaymentSchedule', id: 'id' in second ? second.id : '' });
    expect(await schedule({ ...key, cadence: 'WEEKLY' })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    expect(await countOf(alice)).toBe(1);
  });

  it.each<[string, object, string]>([
    ['today', { startsOn: inDays(0), timeZone: 'UTC' }, 'startsOn'],
    ['yesterday', { startsOn: inDays(-1) }, 'startsOn'],
    ['in three years', { startsOn: inDays(1_100) }, 'startsOn'],
    ['on a day that there is not', { startsOn: '2027-02-30' }, 'startsOn'],
    ['in no time zone', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['every hour', { cadence: 'HOURLY' }, 'cadence'],
    ['nothing', { amount: { amountMinor: 0, currency: 'EUR' } }, 'amount.amountMinor'],
    ['another currency', { amount: { amountMinor: 1, currency: 'CHF' } }, 'amount.currency'],
    ['to no email', { recipientEmail: "' or 1=1 --" }, 'recipientEmail'],
    ['with a long note', { note: 'x'.repeat(141) }, 'note'],
    ['with a short key', { idempotencyKey: 'short' }, 'idempotencyKey'],
  ])('is refused and changes nothing: %s', async (_what, wish, name) => {
    expect(await schedule(wish)).toMatchObject({ __typename: 'InvalidInput', fields: [{ name }] });
    expect(await countOf(alice)).toBe(0);
  });

  it('is refused for oneself and for nobody', async () => {
    expect(await schedule({ recipientEmail: alice.email })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await schedule({ recipientEmail: 'nobody@example.com' })).toMatchObject({
      __typename: 'RecipientNotFound',
    });
    expect(await countOf(alice)).toBe(0);
  });
});

describe('cancelling a schedule', () => {
  it('ends it, once, and for its payer alone', async () => {
    const made = await schedule();
    const scheduleId = 'id' in made ? made.id : '';
    const cancel = (by: Person, id = scheduleId) =>
      cancelPaymentSchedule(contextOf(fixture.orm, by), { scheduleId: id });
    const unknown = await cancel(bob, uuidv7());
    expect(unknown).toMatchObject({ __typename: 'ScheduleNotFound' });
    expect(await cancel(bob)).toEqual(unknown);
    expect(await cancel(alice, 'no id')).toMatchObject({ __typename: 'InvalidInput' });

    for (let times = 0; times < 2; times += 1) {
      expect(await cancel(alice)).toMatchObject({ status: 'CANCELLED', nextDueOn: null });
    }
    const about = (await fixture.events()).filter(({ subject }) => subject === scheduleId);
    expect(about.map(({ type }) => type)).toEqual([
      'payments.schedule.created',
      'payments.schedule.cancelled',
    ]);
  });
});
