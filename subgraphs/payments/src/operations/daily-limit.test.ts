import { MikroORM } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { contextOf, paid, pay } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { ormConfig } from '../orm.config.ts';
import { cancelPayment } from './cancel-payment.ts';
import { createPaymentRequest } from './create-payment-request.ts';
import { judgeDailyLimit } from './daily-limit.ts';
import { dailyLimitMinor, followSetting } from './follow-settings.ts';
import { payPaymentRequest } from './pay-payment-request.ts';

let fixture: PaymentsFixture;
/** A second replica of the subgraph on the same database. */
let replica: MikroORM;
let alice: Person;
let bob: Person;
let version = 0;

const setLimit = (amountMinor: number | string, at = (version += 1), currency = 'EUR') =>
  followSetting(fixture.orm.em.fork(), {
    settingId: uuidv7(),
    key: `payments.daily-limit.${currency}`,
    version: at,
    before: { value: 1 },
    after: { value: amountMinor },
    reason: 'A test',
  } as Parameters<typeof followSetting>[1]);

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  replica = await MikroORM.init(ormConfig(fixture.databaseUrl));
});

beforeEach(async () => {
  [alice, bob] = [await fixture.person(10_000), await fixture.person()];
  await setLimit(1_000);
});

afterAll(async () => {
  await replica.close();
  await fixture.close();
});

it('refuses what goes beyond the limit, says what is left and until when, and moves nothing', async () => {
  await paid(fixture.orm, alice, bob, 700);
  expect(await pay(fixture.orm, alice, bob, { amountMinor: 301 })).toMatchObject({
    __typename: 'DailyLimitReached',
    left: { amountMinor: 300, currency: 'EUR' },
    resetsAt: new Date(`${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`),
  });
  expect(await fixture.balanceOf(alice)).toBe(9_300);
  await paid(fixture.orm, alice, bob, 300);
});

it('is kept by payments at once: together they never go beyond it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      pay(index % 2 ? replica : fixture.orm, alice, bob, { amountMinor: 300 }),
    ),
  );
  const made = answers.filter(({ __typename }) => __typename === 'Payment');
  expect(made).toHaveLength(3);
  expect(await fixture.balanceOf(alice)).toBe(9_100);
});

it('does not count what came back, nor the day before', async () => {
  const { id } = await paid(fixture.orm, alice, bob, 1_000);
  const tomorrow = new Date(Date.now() + 86_400_000);
  const euros = { amountMinor: 1_000, currency: 'EUR' };
  expect(await judgeDailyLimit(fixture.orm.em.fork(), alice.userId, euros, tomorrow)).toBeNull();
  await cancelPayment(contextOf(fixture.orm, alice), { paymentId: id });
  await paid(fixture.orm, alice, bob, 1_000);
});

it('holds for payments by a link too', async () => {
  const request = await createPaymentRequest(contextOf(fixture.orm, bob), {
    amount: { amountMinor: 1_001, currency: 'EUR' },
    use: 'SINGLE',
    idempotencyKey: uuidv7(),
  });
  const token = 'token' in request ? request.token : '';
  const input = { token, idempotencyKey: uuidv7() };
  expect(await payPaymentRequest(contextOf(fixture.orm, alice), input)).toMatchObject({
    __typename: 'DailyLimitReached',
    left: { amountMinor: 1_000 },
  });
});

it('follows what administrators decide, and no older decision that comes late or makes no sense', async () => {
  const limit = () => dailyLimitMinor(fixture.orm.em.fork(), 'EUR');
  const before = version;
  await setLimit(5_000);
  await setLimit(1, before);
  expect(await limit()).toBe(5_000);
  await setLimit('much');
  expect(await limit()).toBe(10_000_000);
  expect(await dailyLimitMinor(fixture.orm.em.fork(), 'KWD')).toBe(30_000_000);
});
