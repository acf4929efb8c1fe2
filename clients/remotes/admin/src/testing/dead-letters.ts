import type { DeadLetterDetailFragment } from '../dead-letter/__generated__/dead-letter.ts';
import type { EventQueueRowFragment } from '../features/event-queues/__generated__/event-queues.ts';

/** Dead letters and queues as the graph would give them. */
export const administrator = {
  __typename: 'User' as const,
  id: 'u1',
  displayName: 'Ada Lind',
  email: 'ada@payloom.example',
};

const tries = ['2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.400Z', '2026-11-22T10:00:12.400Z'];

/** A letter whose id tells its age: the larger the newer. */
export function letterOf(id: string, more: Partial<DeadLetterDetailFragment> = {}): DeadLetterDetailFragment {
  const eventType = more.eventType ?? 'payments.payment.created';
  return {
    __typename: 'DeadLetter',
    id,
    status: 'OPEN',
    queue: 'admin.audit-entries.add',
    eventId: `event-${id}`,
    eventType,
    subject: `subject-${id}`,
    reason: 'the audit log is out of ink',
    attempts: 3,
    parkedAt: '2026-11-22T10:00:12.400Z',
    timesParked: 1,
    resolvedAt: null,
    discardReason: null,
    resolvedBy: null,
    event: { specversion: '1.0', id: `event-${id}`, type: eventType, data: { amountMinor: 2500 } },
    history: tries.map((at, index) => ({
      __typename: 'FailedTry',
      attempt: index + 1,
      at,
      reason: index < 2 ? 'the connection was lost' : 'the audit log is out of ink',
    })),
    ...more,
  };
}

/** A queue in which nothing waits, with one process that handles it. */
export function queueOf(queue: string, more: Partial<EventQueueRowFragment> = {}): EventQueueRowFragment {
  return {
    __typename: 'EventQueue',
    queue,
    description: `Does what ${queue} does.`,
    patterns: ['auth.#'],
    waiting: 0,
    delayed: 0,
    deadLetters: 0,
    consumers: 1,
    ...more,
  };
}
