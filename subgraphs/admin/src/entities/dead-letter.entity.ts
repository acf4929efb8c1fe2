import { defineEntity, p } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';

export const deadLetterStatuses = ['OPEN', 'REPLAYED', 'DISCARDED'] as const;

/** A try that failed, as it is stored. */
export interface StoredTry {
  readonly attempt: number;
  /** ISO 8601. */
  readonly at: string;
  readonly reason: string;
}

const DeadLetterSchema = defineEntity({
  name: 'DeadLetter',
  tableName: 'dead_letters',
  properties: {
    id: p.uuid().primary(),
    status: p.enum(deadLetterStatuses),
    /** The consumer that failed. One consumer's failure with one event is one dead letter, however often it fails. */
    queue: p.text(),
    eventId: p.uuid(),
    eventType: p.text(),
    subject: p.text(),
    event: p.json<EventEnvelope>(),
    reason: p.text(),
    attempts: p.integer(),
    /** As the broker says it: tells a second delivery of one dead letter from a second failure. */
    parkedAt: p.datetime(),
    timesParked: p.integer(),
    history: p.json<StoredTry[]>(),
    /** Of the last replay or discard, also when it is open again. */
    resolvedAt: p.datetime().nullable(),
    resolvedById: p.uuid().nullable(),
    discardReason: p.text().nullable(),
  },
});

/** An event that one consumer could not handle. */
export class DeadLetter extends DeadLetterSchema.class {}
DeadLetterSchema.setClass(DeadLetter);
