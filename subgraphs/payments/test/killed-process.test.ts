import { MikroORM } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { Payment } from '../src/entities/payment.entity.ts';
import { Payout } from '../src/entities/payout.entity.ts';
import { TopUp } from '../src/entities/top-up.entity.ts';
import { ormConfig } from '../src/orm.config.ts';
import { paymentTo } from './people.ts';
import type { Person } from './payments-fixture.ts';
import { startPaymentsProcess, type PaymentsProcess } from './payments-process.ts';
import { newPerson, payMutation, topUp, topUpMutation, walletOf } from './payments-subgraph.ts';
import { findUnsoundness } from './sound-ledger.ts';

const paymentCount = 40;
const killAfter = 8;
const amountMinor = 100;
const startMinor = 50_000;
/** The simulator answers it after seconds: long enough to be killed in between. */
const slowTopUpMinor = 1_055;
const payoutMinor = 2_055;
const iban = 'DE89370400440532013000';
const payOutMutation = 'mutation ($input: PayOutInput!) { payOut(input: $input) { __typename } }';
/** What is not answered is asked for again by a sweep. */
const resumeTimeMaxMs = 50_000;

let service: PaymentsProcess;
let orm: MikroORM;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  service = await startPaymentsProcess();
  orm = await MikroORM.init(ormConfig(service.databaseUrl));
  alice = await newPerson(service);
  bob = await newPerson(service);
  await topUp(service, alice, startMinor);
}, 60_000);

afterAll(async () => {
  await orm.close();
  await service.close();
});

interface Answer {
  makePayment: { __typename: string; id: string };
}

async function payWith(key: string): Promise<string> {
  const input = paymentTo(bob.email, { amountMinor, key });
  const { data } = await service.execute<Answer>(payMutation, { input }, { as: { userId: alice.userId } });
  if (data?.makePayment.__typename !== 'Payment') throw new Error(JSON.stringify(data));
  return data.makePayment.id;
}

/** Set aside, and killed before the provider's webhooks come. */
async function payOutSlowly(): Promise<void> {
  const amount = { amountMinor: payoutMinor, currency: 'EUR' };
  const input = { amount, iban, idempotencyKey: uuidv7() };
  await service.execute(payOutMutation, { input }, { as: { userId: alice.userId } });
}

async function untilAllIsDone(): Promise<void> {
  await service.eventually(
    async () => {
      const completed = await orm.em.fork().count(Payment, { status: 'COMPLETED' });
      expect(completed).toBe(paymentCount);
      expect(await orm.em.fork().count(Payout, { status: 'SETTLED' })).toBe(1);
      const balances = [await walletOf(service, alice.userId), await walletOf(service, bob.userId)];
      expect(balances.map((wallet) => wallet?.balance.amountMinor)).toEqual([
        startMinor - paymentCount * amountMinor - payoutMinor,
        paymentCount * amountMinor + slowTopUpMinor,
      ]);
    },
    { withinMs: resumeTimeMaxMs },
  );
}

it('loses nothing it has confirmed when it is killed, and carries on where it was', async () => {
  const keys = Array.from({ length: paymentCount }, () => uuidv7());
  const topUpKey = uuidv7();
  const confirmed = new Map<string, string>();
  const killed = Promise.withResolvers<void>();
  const topUpInput = { amount: { amountMinor: slowTopUpMinor, currency: 'EUR' }, idempotencyKey: topUpKey };
  const as = { userId: bob.userId };
  const slowTopUp = service.execute(topUpMutation, { input: topUpInput }, { as }).catch(() => 'cut off');
  await service.eventually(async () =>
    expect(await orm.em.fork().count(TopUp, { status: 'PENDING' })).toBe(1),
  );

  await payOutSlowly();
  const clicks = keys.map(async (key) => {
    confirmed.set(key, await payWith(key));
    if (confirmed.size === killAfter) void service.end('SIGKILL').then(() => killed.resolve());
  });
  const outcomes = await Promise.allSettled(clicks);
  await killed.promise;
  await slowTopUp;
  expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
  expect(confirmed.size).toBeGreaterThanOrEqual(killAfter);

  await service.start();
  // Everybody who did not see an answer asks again, and so do those who did.
  const ids = new Map<string, string>();
  for (const key of keys) ids.set(key, await payWith(key));

  for (const [key, id] of confirmed) expect(ids.get(key)).toBe(id);
  expect(new Set(ids.values()).size).toBe(paymentCount);
  await untilAllIsDone();
  expect(await findUnsoundness(orm)).toEqual([]);
}, 120_000);

it('drains and exits 0 when it is told to end', async () => {
  expect(await service.end('SIGTERM')).toBe(0);
}, 20_000);
