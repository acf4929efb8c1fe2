import { catalogue, type EventType } from '@payloom/event-contracts/catalogue';
import { consumers } from '@payloom/event-contracts/consumers';
import type { AnyEventContract } from '@payloom/event-contracts/define-event';
import { z } from 'zod';
import { consumerQueues, eventTypes, queuesOf, typesOf } from './consumed-types.ts';
import { jsonSchemaOf } from './json-schema.ts';

const introduction = `# Events

Generated from \`packages/event-contracts\` by \`node scripts/docs-events.ts\`; edit the contracts, not this page.

Every event is a CloudEvents 1.0 envelope in JSON. \`type\` is \`<subgraph>.<entity>.<past tense>\`, \`subject\` the id of the
entity that changed, \`audience\` who may see it (\`user:<uuid>\` and \`role:<ROLE>\`, separated by spaces), \`actor\` who caused it
(a user id or \`system\`), \`dataschema\` the type with its version, \`traceparent\` its trace. It is recorded in the transaction
that made it true and delivered at least once; consumers take each id once, and in order within one subject.

For programs the same stands in [asyncapi.json](asyncapi.json) (AsyncAPI 3.0), and the JSON Schema of each version of each
event in [packages/event-contracts/published](../packages/event-contracts/published). A version that is published there may
gain optional properties and better descriptions; any other change raises the version, and the contract reads the last one
through \`previous\` for as long as an outbox, a queue or a dead letter may hold one.`;

const propertySchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.looseObject({})).optional(),
  properties: z.record(z.string(), z.looseObject({})).optional(),
});

/** A JSON Schema in a few words: `uuid`, `PENDING | FAILED`, `{ amountMinor: integer, currency: string }`. */
function describeType(schema: unknown): string {
  const property = propertySchema.parse(schema);
  if (property.enum) return property.enum.join(' | ');
  if (property.const !== undefined) return JSON.stringify(property.const);
  if (property.anyOf) return property.anyOf.map(describeType).join(' | ');
  if (property.properties) {
    const inner = Object.entries(property.properties).map(
      ([name, value]) => `${name}: ${describeType(value)}`,
    );
    return `{ ${inner.join(', ')} }`;
  }
  return property.format ?? [property.type ?? 'any'].flat().join(' | ');
}

const dataSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

const code = (text: string): string => `\`${text}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

function versions({ version, previous }: AnyEventContract): string {
  const older = Object.keys(previous);
  return older.length === 0
    ? `Version ${version}.`
    : `Version ${version}; ${older.join(', ')} is still read.`;
}

function eventSection(type: EventType): string {
  const contract = catalogue[type];
  const { properties, required } = dataSchema.parse(jsonSchemaOf(contract.data));
  const rows = Object.entries(properties).map(([name, value]) => [
    code(name),
    describeType(value),
    required.includes(name) ? '' : 'optional',
  ]);
  return [
    `## ${type}`,
    `${versions(contract)} ${contract.description}`,
    `Seen by: ${contract.audience}`,
    table(['data', 'type', ''], rows),
    `Consumed by:\n\n${queuesOf(type)
      .map((queue) => `- ${code(queue)}: ${consumers[queue].description}`)
      .join('\n')}`,
  ].join('\n\n');
}

function consumersSection(): string {
  const rows = consumerQueues.map((queue) => [
    code(queue),
    consumers[queue].patterns.map(code).join(', '),
    String(typesOf(queue).length),
    consumers[queue].description,
  ]);
  return [
    '## Consumers',
    `Each has a queue of its own, which every process declares when it starts. What it holds back to try again stands in
\`<queue>.delay\`, what it could not handle in \`<queue>.dead\`, until admin collects it.`,
    table(['queue', 'patterns', 'events', 'what it does'], rows),
  ].join('\n\n');
}

/** The catalogue and its consumers as a page in Markdown. */
export function eventsPage(): string {
  return `${[introduction, consumersSection(), ...eventTypes.map(eventSection)].join('\n\n')}\n`;
}
