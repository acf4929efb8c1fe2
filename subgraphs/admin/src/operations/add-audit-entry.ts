import type { EntityManager } from '@mikro-orm/postgresql';
import { isEventType, parseEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { UnknownEventVersionError } from '@payloom/event-contracts/read-data';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { AuditEntry } from '../entities/audit-entry.entity.ts';
import { recordAuditEntryAdded } from '../events/publishes.ts';

const state = z.record(z.string(), z.unknown());
const changeSchema = z.object({ before: state.optional(), after: state });

interface Change {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/**
 * What the event's data says of before and after. Only fields its contract names are kept: a contract is read before
 * it is merged, so nothing secret slips into the log. An event of a newer contract is logged without its data.
 */
function changeOf(event: EventEnvelope): Change {
  const data = dataOf(event);
  if (!data) return { before: null, after: null };
  const change = changeSchema.safeParse(data);
  if (!change.success) return { before: null, after: data };
  return { before: change.data.before ?? null, after: change.data.after };
}

function dataOf(event: EventEnvelope): Record<string, unknown> | undefined {
  if (!isEventType(event.type)) return undefined;
  try {
    return parseEvent(event.type, event).data;
  } catch (error) {
    if (error instanceof UnknownEventVersionError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/**
 * Adds what happened to the log, and says so by an event of its own, in the transaction of `em`. `change` is what the
 * event says when left out.
 */
export function addAuditEntry(em: EntityManager, event: EventEnvelope, change = changeOf(event)): AuditEntry {
  const entry = em.create(AuditEntry, {
    id: event.id,
    at: new Date(event.time),
    action: event.type,
    actorId: isUuid(event.actor) ? event.actor : null,
    subject: event.subject,
    clientAddress: event.clientaddress ?? null,
    ...change,
  });
  em.persist(entry);
  recordAuditEntryAdded(em, entry, event);
  return entry;
}
