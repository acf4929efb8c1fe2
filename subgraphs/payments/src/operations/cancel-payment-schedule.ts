import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { PaymentSchedule } from '../entities/payment-schedule.entity.ts';
import type { Cause } from '../events/publishes.ts';
import { scheduleCancelled } from '../events/schedule-events.ts';

const inputSchema = z.object({ scheduleId: z.uuid('Must be the id of a schedule.') });

interface ScheduleNotFound {
  __typename: 'ScheduleNotFound';
  message: string;
}

export type CancelledSchedule = PaymentSchedule | ScheduleNotFound | InvalidInput;

async function cancelOwn(
  em: EntityManager,
  payerId: string,
  id: string,
  cause: Cause,
): Promise<CancelledSchedule> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const schedule = await em.findOne(PaymentSchedule, { id, payerId }, lock);
  if (schedule === null) {
    return { __typename: 'ScheduleNotFound', message: 'You have planned no such payment.' };
  }
  // What has ended, or was cancelled before, makes no payments any more: that is what was asked for.
  if (schedule.status !== 'ACTIVE') return schedule;
  Object.assign(schedule, { status: 'CANCELLED', nextDueOn: null, nextAt: null, updatedAt: new Date() });
  scheduleCancelled(em, schedule, cause);
  return schedule;
}

/** Ends a schedule before its next due date. Payments it has made go on. Done twice, it is done once. */
export async function cancelPaymentSchedule(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: unknown,
): Promise<CancelledSchedule> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const cause = { actor: userId, clientAddress: context.clientAddress };
  return context.em.transactional((em) => cancelOwn(em, userId, parsed.input.scheduleId, cause));
}
