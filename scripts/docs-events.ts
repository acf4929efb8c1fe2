import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@payloom/event-contracts/catalogue';
import { z } from 'zod';
import { root } from './build/artefacts.ts';

const path = join(root, 'docs/events.md');

const introduction = `# Events

Generated from \`packages/event-contracts\` by \`node scripts/docs-events.ts\`; edit the contracts, not this page.

Every event is a CloudEvents 1.0 envelope in JSON. \`type\` is \`<subgraph>.<entity>.<past tense>\`, \`subject\` the id of the
entity that changed, \`audience\` who may see it (\`user:<id>\` and \`role:<ROLE>\`, separated by spaces), \`actor\` who caused it
(a user id or \`system\`), \`dataschema\` the type with its version, \`traceparent\` its trace. It is recorded in the transaction
that made it true and delivered at least once; consumers take each id once, and in order within one subject.
`;

const propertySchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
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

function section([type, contract]: [string, (typeof catalogue)[keyof typeof catalogue]]): string {
  const { properties, required } = dataSchema.parse(z.toJSONSchema(contract.data, { io: 'input' }));
  const rows = Object.entries(properties).map(([name, value]) => {
    const words = describeType(value).replaceAll('|', '\\|');
    return `| \`${name}\` | ${words} | ${required.includes(name) ? '' : 'optional'} |`;
  });
  return [
    `## ${type}`,
    '',
    `Version ${contract.version}. ${contract.description}`,
    '',
    '| data | type | |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}

/** The event catalogue as a page. */
export function eventsPage(): string {
  const sections = Object.entries(catalogue)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(section);
  return `${[introduction, ...sections].join('\n')}\n`
    .replaceAll(/\n## /g, '\n\n## ')
    .replaceAll(/\n{3,}/g, '\n\n');
}

if (import.meta.main) {
  const page = eventsPage();
  const isStale = !existsSync(path) || readFileSync(path, 'utf8') !== page;
  if (!process.argv.includes('--check')) writeFileSync(path, page);
  else if (isStale) {
    console.error('docs/events.md is stale: run `node scripts/docs-events.ts` and commit it.');
    process.exitCode = 1;
  }
}
