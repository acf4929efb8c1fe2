import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../context.ts';
import { Payee } from '../entities/payee.entity.ts';
import { PaymentSchedule } from '../entities/payment-schedule.entity.ts';
import { ScheduleRun } from '../entities/schedule-run.entity.ts';
import { bySystem } from '../events/publishes.ts';
import { scheduleRan } from '../events/schedule-events.ts';
import { dueDateAfter, momentOf } from '../schedule/due-dates.ts';
import { payOnce, type MadePayment } from './make-payment.ts';

const pageSizeMax = 100;
/** A round with so many failures is given up: what ails it is not one schedule. */
const failuresMax = 100;

async function pay(em: EntityManager, schedule: PaymentSchedule, dueOn: string): Promise<MadePayment> {
  const { payerId, amountMinor, currency, note } = schedule;
  const { email } = await em.findOneOrFail(Payee, { userId: schedule.recipientId });
  const input = {
    recipientEmail: email,
    amount: { amountMinor, currency },
    note: note ?? null,
    idempotencyKey: `schedule:${schedule.id}:${dueOn}`,
  };
  return payOnce(em, payerId, input, bySystem);
}

/** Sets a schedule to its next due date, or ends it after its last. */
function advance(schedule: PaymentSchedule): void {
  const runCount = schedule.runCount + 1;
  const nextDueOn = dueDateAfter(schedule, runCount) ?? null;
  const nextAt = nextDueOn && momentOf(nextDueOn, schedule.timeZone);
  const status = nextDueOn ? 'ACTIVE' : 'ENDED';
  Object.assign(schedule, { runCount, nextDueOn, nextAt, status, updatedAt: new Date() });
}

/**
 * Runs one due date of a schedule: the payment or the refusal, the run and the next due date, in one transaction. Null when
 * another replica is at it, or nothing is due any more.
 */
export async function runSchedule(em: EntityManager, id: string, now: Date): Promise<ScheduleRun | null> {
  const due = { id, status: 'ACTIVE', nextAt: { $lte: now } } as const;
  const lock = { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, refresh: true } as const;
  const schedule = await em.findOne(PaymentSchedule, due, lock);
  const dueOn = schedule?.nextDueOn;
  if (!schedule || !dueOn) return null;
  const made = await pay(em, schedule, dueOn);
  const paymentId = made.__typename === 'Payment' ? made.id : null;
  const refusal = made.__typename === 'Payment' ? null : made.message;
  const run = em.create(ScheduleRun, {
    id: uuidv7(),
    scheduleId: id,
    dueOn,
    paymentId,
    refusal,
    createdAt: new Date(),
  });
  advance(schedule);
  scheduleRan(em, schedule, { dueOn, paymentId, refusal });
  return run;
}

interface Runner {
  readonly em: EntityManager;
  readonly log: Pick<Context['log'], 'warn'>;
}

/** Runs one due date of each; adds to `failed` what could not be run. Resolves with how many were. */
async function runPage(
  { em, log }: Runner,
  page: readonly PaymentSchedule[],
  now: Date,
  failed: Set<string>,
): Promise<number> {
  let runCount = 0;
  for (const { id } of page) {
    try {
      const run = await em.fork().transactional((transaction) => runSchedule(transaction, id, now));
      if (run) runCount += 1;
    } catch (err) {
      log.warn({ err, scheduleId: id }, 'a scheduled payment failed and will be tried again');
      failed.add(id);
    }
  }
  return runCount;
}

/**
 * Runs all that is due, what was missed while nothing ran included: each due date once, in its order, however many
 * replicas do this at once. What fails is tried again in the next round. Resolves with how many were run.
 */
export async function runDueSchedules(runner: Runner, now = new Date()): Promise<number> {
  const failed = new Set<string>();
  let runCount = 0;
  while (failed.size < failuresMax) {
    const page = await runner.em
      .fork()
      .find(
        PaymentSchedule,
        { status: 'ACTIVE', nextAt: { $lte: now }, id: { $nin: [...failed] } },
        { orderBy: { nextAt: 'asc' }, limit: pageSizeMax },
      );
    const failedBefore = failed.size;
    const pageRunCount = await runPage(runner, page, now, failed);
    runCount += pageRunCount;
    // Nothing is left, or another replica is at all that is.
    if (pageRunCount === 0 && failed.size === failedBefore) break;
  }
  return runCount;
}
