import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { DeadLetter as ParkedEvent } from '@payloom/messaging/broker';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../src/context.ts';
import { DeadLetter } from '../src/entities/dead-letter.entity.ts';
import { collectDeadLetter } from '../src/operations/collect-dead-letter.ts';
import { sessionStarted, type AdminFixture } from './admin-fixture.ts';

/** What a broker hands over when a consumer gave an event up. */
export function parkedEvent(overrides: Partial<ParkedEvent> = {}): ParkedEvent {
  const parkedAt = overrides.parkedAt ?? new Date('2026-11-22T10:00:00.123Z');
  return {
    queue: 'payments.wallets.open',
    event: sessionStarted(uuidv7()),
    reason: 'the wallet table is away',
    attempts: 2,
    parkedAt,
    history: [
      { attempt: 1, at: new Date(parkedAt.getTime() - 100), reason: 'the connection was cut' },
      { attempt: 2, at: parkedAt, reason: 'the wallet table is away' },
    ],
    ...overrides,
  };
}

/** As the row says now. */
export function storedLetter({ orm }: AdminFixture, { queue, event }: ParkedEvent): Promise<DeadLetter> {
  return orm.em.fork().findOneOrFail(DeadLetter, { queue, eventId: event.id });
}

/** A dead letter that has been collected. */
export async function collected(
  admin: AdminFixture,
  overrides: Partial<ParkedEvent> = {},
): Promise<DeadLetter> {
  const parked = parkedEvent(overrides);
  await collectDeadLetter(admin.orm.em, parked);
  return storedLetter(admin, parked);
}

interface Redelivered {
  readonly queue: string;
  readonly event: EventEnvelope;
}

/** Stands for the broker: every queue stands, and what is redelivered is remembered. */
export function recordingBroker(overrides: Partial<Context['broker']> = {}) {
  const redelivered: Redelivered[] = [];
  const empty = { waiting: 0, delayed: 0, underWay: 0, oldestAt: undefined, deadLetters: 0, consumers: 1 };
  return {
    redelivered,
    inspect: async (queues: readonly string[]) => queues.map((queue) => ({ queue, ...empty })),
    redeliver: async (queue: string, event: EventEnvelope) => void redelivered.push({ queue, event }),
    ...overrides,
  };
}

/** The context of an administrator's request. */
export function administratorContext(admin: AdminFixture, broker: Context['broker'] = recordingBroker()) {
  const ids = { userId: uuidv7(), sessionId: uuidv7() };
  const proof = { authTime: new Date(), emailVerified: true };
  const viewer = { ...ids, ...proof, role: 'ADMIN', scopes: new Set<string>() } as const;
  return { ...admin.context(), broker, viewer, clientAddress: '192.0.2.9', log: { warn: () => undefined } };
}

/** Waits until some connection to the database stands in line for a row. */
export async function untilSomebodyWaits({ orm }: AdminFixture): Promise<void> {
  await eventually(async () => {
    const waiting = await orm.em
      .fork()
      .execute(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
    expect(waiting).not.toEqual([]);
  });
}
