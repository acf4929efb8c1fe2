import { MikroORM } from '@mikro-orm/postgresql';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { carryOut, silentLog, contextOf } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { PaymentSchedule } from '../entities/payment-schedule.entity.ts';
import { Payment } from '../entities/payment.entity.ts';
import { ScheduleRun } from '../entities/schedule-run.entity.ts';
import { ormConfig } from '../orm.config.ts';
import { dueDateAfter, momentOf, type Cadence } from '../schedule/due-dates.ts';
import { startJobQueue } from '../schedule/job-queue.ts';
import { cancelPaymentSchedule } from './cancel-payment-schedule.ts';
import { runDueSchedules, runSchedule } from './run-due-schedules.ts';

let fixture: PaymentsFixture;
/** A second replica of the subgraph on the same database. */
let replica: MikroORM;
let alice: Person;
let bob: Person;

const timeZone = 'Europe/Berlin';

beforeAll(async () => {
  fixture = await openPaymentsFixture();
  replica = await MikroORM.init(ormConfig(fixture.databaseUrl));
});

beforeEach(async () => {
  [alice, bob] = [await fixture.person(1_000), await fixture.person()];
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await replica.close();
  await fixture.close();
});

/** As it stands after it was planned, long ago as may be. */
async function planned(startsOn: string, cadence: Cadence, amountMinor = 100): Promise<PaymentSchedule> {
  const em = fixture.orm.em.fork();
  const now = new Date();
  const schedule = em.create(PaymentSchedule, {
    id: uuidv7(),
    status: 'ACTIVE',
    cadence,
    payerId: alice.userId,
    recipientId: bob.userId,
    amountMinor,
    currency: 'EUR',
    note: 'Rent',
    startsOn,
    timeZone,
    runCount: 0,
    nextDueOn: startsOn,
    nextAt: momentOf(startsOn, timeZone),
    createdAt: now,
    updatedAt: now,
  });
  await em.flush();
  return schedule;
}

const runAt = (moment: string, orm = fixture.orm): Promise<number> =>
  runDueSchedules({ em: orm.em, log: silentLog }, new Date(moment));
const stored = ({ id }: PaymentSchedule) => fixture.orm.em.fork().findOneOrFail(PaymentSchedule, id);

async function runsOf({ id }: PaymentSchedule) {
  const runs = await fixture.orm.em
    .fork()
    .find(ScheduleRun, { scheduleId: id }, { orderBy: { dueOn: 'asc' } });
  return runs.map(({ dueOn, paymentId, refusal }) => [dueOn, refusal ?? (paymentId ? 'paid' : '')]);
}

describe('a due date', () => {
  it('makes a payment like any other, and the schedule goes on to the next', async () => {
    const schedule = await planned('2026-01-31', 'MONTHLY');
    await runAt('2026-01-31T07:59:59Z');
    expect(await runsOf(schedule)).toEqual([]);
    await runAt('2026-01-31T08:00:00Z');

    const [payment] = await fixture.orm.em.fork().find(Payment, { payerId: alice.userId });
    expect(payment).toMatchObject({
      status: 'PENDING',
      recipientId: bob.userId,
      amountMinor: 100,
      note: 'Rent',
    });
    expect(await fixture.balanceOf(alice)).toBe(900);
    expect(await stored(schedule)).toMatchObject({ status: 'ACTIVE', nextDueOn: '2026-02-28', runCount: 1 });
    expect((await fixture.events()).slice(-2)).toMatchObject([
      { type: 'payments.payment.created', actor: 'system' },
      {
        type: 'payments.schedule.ran',
        subject: schedule.id,
        data: { dueOn: '2026-01-31', paymentId: payment?.id, refusal: null, nextDueOn: '2026-02-28' },
      },
    ]);
    await carryOut(fixture.orm, payment?.id ?? '');
    expect(await fixture.balanceOf(bob)).toBe(100);
  });

  it('that cannot be paid says why, and the next one is tried nevertheless', async () => {
    const schedule = await planned('2026-01-05', 'WEEKLY', 600);
    await runAt('2026-01-19T12:00:00Z');
    expect(await runsOf(schedule)).toEqual([
      ['2026-01-05', 'paid'],
      ['2026-01-12', 'Your wallet holds less than the amount.'],
      ['2026-01-19', 'Your wallet holds less than the amount.'],
    ]);
    expect(await fixture.balanceOf(alice)).toBe(400);
    expect(await stored(schedule)).toMatchObject({ status: 'ACTIVE', nextDueOn: '2026-01-26' });
  });

  it('is the last of a payment at a date', async () => {
    const schedule = await planned('2026-01-05', 'ONCE');
    await runAt('2026-02-01T00:00:00Z');
    expect(await stored(schedule)).toMatchObject({ status: 'ENDED', nextDueOn: null, nextAt: null });
    await runAt('2027-02-01T00:00:00Z');
    expect(await runsOf(schedule)).toEqual([['2026-01-05', 'paid']]);
  });

  it('of a schedule that was cancelled makes nothing', async () => {
    const schedule = await planned('2026-01-05', 'WEEKLY');
    await cancelPaymentSchedule(contextOf(fixture.orm, alice), { scheduleId: schedule.id });
    await runAt('2026-02-01T00:00:00Z');
    expect(await runsOf(schedule)).toEqual([]);
  });
});

describe('each due date is run once', () => {
  it('by replicas that all run at once, and what was missed is caught up in its order', async () => {
    const schedules = await Promise.all(
      ['2026-01-31', '2026-02-15'].map((day) => planned(day, 'MONTHLY', 10)),
    );
    const rounds = Array.from({ length: 8 }, (_, index) =>
      runAt('2026-06-30T12:00:00Z', index % 2 ? replica : fixture.orm),
    );
    await Promise.all(rounds);
    await runAt('2026-06-30T12:00:00Z');

    for (const [index, count] of [6, 5].entries()) {
      const schedule = schedules[index];
      if (schedule === undefined) throw new Error('There are two schedules');
      const dates = Array.from({ length: count }, (_, number) => [dueDateAfter(schedule, number), 'paid']);
      expect(await runsOf(schedule)).toEqual(dates);
    }
    expect(await fixture.balanceOf(alice)).toBe(1_000 - 11 * 10);
  });

  it('by one replica while another waits for nothing, and again by anybody when it is undone', async () => {
    const schedule = await planned('2026-01-05', 'ONCE');
    const now = new Date('2026-01-06T00:00:00Z');
    const undone = fixture.orm.em.fork().transactional(async (em) => {
      expect(await runSchedule(em, schedule.id, now)).not.toBeNull();
      await em.flush();
      expect(
        await replica.em.fork().transactional((other) => runSchedule(other, schedule.id, now)),
      ).toBeNull();
      throw new Error('the process was killed');
    });
    await expect(undone).rejects.toThrow('the process was killed');
    expect(await runsOf(schedule)).toEqual([]);
    await runAt(now.toISOString(), replica);
    expect(await runsOf(schedule)).toEqual([['2026-01-05', 'paid']]);
  });
});

describe('the job queue', () => {
  it('runs at its start what was missed, once though two replicas have one', async () => {
    const schedule = await planned('2026-01-05', 'ONCE');
    const queues = await Promise.all(
      [fixture.orm, replica].map(({ em }) =>
        startJobQueue({ em, log: silentLog, databaseUrl: fixture.databaseUrl }),
      ),
    );
    try {
      await eventually(async () => expect(await runsOf(schedule)).toEqual([['2026-01-05', 'paid']]));
      const tables = await fixture.orm.em
        .fork()
        .execute(`select 1 from information_schema.tables where table_schema = 'job_queue'`);
      expect(tables.length).toBeGreaterThan(0);
    } finally {
      await Promise.all(queues.map((queue) => queue.stop()));
    }
    expect(await fixture.balanceOf(alice)).toBe(900);
  }, 60_000);
});
