import type { EntityManager } from '@mikro-orm/postgresql';
import { createEvent, type EventType, type NewEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { currentTrace } from '@payloom/telemetry/trace';
import { OutboxEntry } from './outbox-entry.entity.ts';

/**
 * Records an event in the unit of work of `em`: it leaves if, and only if, the change beside it is committed. It
 * belongs to the trace this runs in, unless it says otherwise. Throws a ZodError when it breaks the event's contract.
 */
export function recordEvent<Type extends EventType>(em: EntityManager, event: NewEvent<Type>): EventEnvelope {
  const trace = event.traceparent === undefined ? currentTrace() : {};
  const envelope = createEvent({ ...event, ...trace });
  em.persist(em.create(OutboxEntry, { event: envelope }));
  return envelope;
}
