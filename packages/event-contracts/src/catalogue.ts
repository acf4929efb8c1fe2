import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { adminEvents } from './admin-events.ts';
import { authEvents } from './auth-events.ts';
import { audienceEntrySchema, envelopeSchema, type EventEnvelope } from './envelope.ts';
import { paymentsEvents } from './payments-events.ts';
import { profileEvents } from './profile-events.ts';
import { readData } from './read-data.ts';

/** Every event of the platform by its type. */
export const catalogue = { ...authEvents, ...profileEvents, ...paymentsEvents, ...adminEvents } as const;

export type EventType = keyof typeof catalogue;
export type EventData<Type extends EventType> = z.infer<(typeof catalogue)[Type]['data']>;

/** An envelope whose data has been checked against the contract of its type. */
export type EventOf<Type extends EventType> = Type extends EventType
  ? Omit<EventEnvelope, 'type' | 'data'> & { type: Type; data: EventData<Type> }
  : never;

export interface NewEvent<Type extends EventType> {
  type: Type;
  /** Id of the entity that changed. */
  subject: string;
  data: EventData<Type>;
  /** `user:<id>` and `role:<ROLE>` entries. */
  audience: readonly string[];
  /** User id, or `system`. */
  actor: string;
  clientAddress?: string | undefined;
  traceparent?: string | undefined;
  tracestate?: string | undefined;
}

const newEventSchema = z.object({
  ...envelopeSchema.shape,
  audience: z.array(audienceEntrySchema).transform((entries) => entries.join(' ')),
});

/** Makes the envelope of a new event. Throws a ZodError when the envelope or the data breaks the contract. */
export function createEvent<Type extends EventType>(event: NewEvent<Type>, now = new Date()): EventEnvelope {
  const contract = catalogue[event.type];
  return newEventSchema.parse({
    specversion: '1.0',
    id: uuidv7(),
    source: `/${event.type.split('.', 1)[0]}`,
    type: event.type,
    subject: event.subject,
    time: now.toISOString(),
    datacontenttype: 'application/json',
    dataschema: `${event.type}/${contract.version}`,
    audience: event.audience,
    actor: event.actor,
    clientaddress: event.clientAddress,
    traceparent: event.traceparent,
    tracestate: event.tracestate,
    data: contract.data.parse(event.data),
  });
}

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(catalogue, type);
}

/**
 * Checks an envelope from the wire against the contract of `type`; data of an older version is upgraded to the current one.
 * Throws an UnknownEventVersionError, or a ZodError that names what is wrong.
 */
export function parseEvent<Type extends EventType>(type: Type, envelope: EventEnvelope): EventOf<Type>;
export function parseEvent(type: EventType, envelope: EventEnvelope) {
  if (envelope.type !== type) throw new TypeError(`Expected an event of type ${type}, got ${envelope.type}`);
  const contract = catalogue[type];
  const data = readData(contract, envelope);
  return { ...envelope, type, dataschema: `${type}/${contract.version}`, data };
}
