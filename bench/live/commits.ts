import { setTimeout as delay } from 'node:timers/promises';
import { createEvent, type NewEvent } from '@payloom/event-contracts/catalogue';
import { roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import { v7 as uuidv7 } from 'uuid';
import type { Stage } from './stage.ts';
import type { Subscriber } from './subscribers.ts';

export type PaymentEvent = NewEvent<'payments.payment.completed'>;

function paymentEvent(payerId: string): PaymentEvent {
  const paymentId = uuidv7();
  const [recipientId, amount] = [uuidv7(), { amountMinor: 1_250, currency: 'EUR' }];
  return {
    type: 'payments.payment.completed',
    subject: paymentId,
    data: { paymentId, payerId, recipientId, amount, status: 'COMPLETED', reason: null },
    audience: [userAudience(payerId), userAudience(recipientId), roleAudience('ADMIN')],
    actor: payerId,
  };
}

/** Payments of people who are not here: administrators hear of each. */
export const paymentsOfOthers = (count: number): PaymentEvent[] =>
  Array.from({ length: count }, () => paymentEvent(uuidv7()));

/** Payments of these people in turn: one of them hears of each. */
export const paymentsOf = (people: readonly Subscriber[], count: number): PaymentEvent[] =>
  Array.from({ length: count }, (_, index) =>
    paymentEvent(people[index % people.length]?.payerId ?? uuidv7()),
  );

/* One trip to the database, so that what commits takes as little as can be of the machine that everything else runs on. */
const commitSql = `
  with change as (insert into changes (id, note) values ($1, $2))
  insert into outbox (event) values ($3)`;

/** How often the relay is told of commits, as relays tell each other. */
const tellEveryMs = 5;

/**
 * Commits a change with its event in the outbox so often a second, whether or not earlier ones have arrived. Resolves with
 * when each payment was committed, in milliseconds of the system's clock.
 */
export async function commitAll(
  { pool }: Stage,
  events: readonly PaymentEvent[],
  perSecond: number,
): Promise<Map<string, number>> {
  const committedAtMs = new Map<string, number>();
  let telling: Promise<unknown> | undefined;
  const tell = async () => {
    await pool.query('notify outbox');
    await delay(tellEveryMs);
    telling = undefined;
  };
  const commit = async (event: PaymentEvent) => {
    const values = [uuidv7(), event.subject, JSON.stringify(createEvent(event))];
    await pool.query({ name: 'commit', text: commitSql, values });
    committedAtMs.set(event.subject, performance.timeOrigin + performance.now());
    telling ??= tell();
  };
  const startedAt = performance.now();
  const commits: Promise<void>[] = [];
  for (const [index, event] of events.entries()) {
    const aheadMs = startedAt + (index * 1_000) / perSecond - performance.now();
    if (aheadMs > 1) await delay(aheadMs);
    commits.push(commit(event));
  }
  await Promise.all(commits);
  return committedAtMs;
}
