import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';

/** The events that are counted by day, by what the graph calls their number. */
export const countedActions = {
  usersRegistered: 'auth.user.registered',
  paymentsCreated: 'payments.payment.created',
  paymentsCompleted: 'payments.payment.completed',
  paymentsFailed: 'payments.payment.failed',
} as const;

const counted: ReadonlySet<string> = new Set(Object.values(countedActions));

/** Counts an event in its day, in UTC, in the transaction of `em`, whose inbox lets each event count once. */
export async function countDay(
  em: EntityManager,
  { type, time }: Pick<EventEnvelope, 'type' | 'time'>,
): Promise<void> {
  if (!counted.has(type)) return;
  await em.execute(
    `insert into daily_counts (day, action, count) values ((?::timestamptz at time zone 'UTC')::date, ?, 1)
     on conflict (day, action) do update set count = daily_counts.count + 1`,
    [time, type],
  );
}
