import { catalogue, type EventType } from '@payloom/event-contracts/catalogue';
import { envelopeSchema } from '@payloom/event-contracts/envelope';
import type { z } from 'zod';
import { eventTypes, ownerOf } from './consumed-types.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';

const contentType = 'application/cloudevents+json';

/** The id of the message of dead letters, of whatever event. */
export const deadLetterMessage = 'dead-letter';

const messageId = (type: EventType, version: number): string => `${type}.v${version}`;

/** The message of an event as it is published. */
export const publishedMessageOf = (type: EventType): string => messageId(type, catalogue[type].version);

/** The messages of an event that are read: of the current version and of those before it that are still on their way. */
export const readMessagesOf = (type: EventType): string[] =>
  versionsOf(type).map(({ version }) => messageId(type, version));

/** The schemas and the versions of an event, oldest first. */
function versionsOf(type: EventType): { version: number; schema: z.ZodType }[] {
  const { version, data, previous } = catalogue[type];
  const older = Object.entries<{ schema: z.ZodType }>(previous);
  return [
    ...older.map(([number, { schema }]) => ({ version: Number(number), schema })),
    { version, schema: data },
  ];
}

/** A schema as it may stand inside the document, which is in one dialect throughout. */
function inlineSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = jsonSchemaOf(schema, 'draft-7');
  return rest;
}

const schemaRef = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function message(type: EventType, version: number): JsonSchema {
  const { description, audience } = catalogue[type];
  const constant = {
    type: { const: type },
    source: { const: `/${ownerOf(type)}` },
    dataschema: { const: `${type}/${version}` },
    data: schemaRef(messageId(type, version)),
  };
  return {
    name: type,
    title: `${type}, version ${version}`,
    summary: description,
    description: `Seen by: ${audience}`,
    contentType,
    headers: schemaRef('event-headers'),
    payload: { allOf: [schemaRef('envelope'), { type: 'object', properties: constant }] },
  };
}

const traceparent = {
  type: 'string',
  description: 'W3C trace context, as in the envelope; absent where the event has none.',
};

const eventHeaders = { type: 'object', properties: { traceparent } };

const deadLetterHeaders = {
  type: 'object',
  description:
    'Absent where RabbitMQ itself gave the message up, because the processes that took it ended: `x-death` says so.',
  properties: {
    traceparent,
    'x-payloom-reason': { type: 'string', description: 'Why the last try failed.' },
    'x-payloom-attempts': { type: 'integer', minimum: 1, description: 'How often it was tried.' },
    'x-payloom-history': {
      type: 'string',
      contentMediaType: 'application/json',
      description: 'The tries that are remembered, oldest first, as JSON.',
    },
    'x-payloom-parked-at': { type: 'string', format: 'date-time', description: 'When it was given up.' },
  },
};

/** Every message and every schema of the document. */
export function asyncApiComponents(): JsonSchema {
  const versions = eventTypes.flatMap((type) => versionsOf(type).map((each) => ({ ...each, type })));
  return {
    messages: {
      ...Object.fromEntries(
        versions.map(({ type, version }) => [messageId(type, version), message(type, version)]),
      ),
      [deadLetterMessage]: {
        name: deadLetterMessage,
        title: 'Dead letter',
        summary: 'An event that a consumer could not handle, as it was published, and why.',
        contentType,
        headers: schemaRef('dead-letter-headers'),
        payload: schemaRef('envelope'),
      },
    },
    schemas: {
      envelope: inlineSchema(envelopeSchema),
      'event-headers': eventHeaders,
      'dead-letter-headers': deadLetterHeaders,
      ...Object.fromEntries(
        versions.map(({ type, version, schema }) => [messageId(type, version), inlineSchema(schema)]),
      ),
    },
  };
}
