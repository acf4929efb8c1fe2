import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogue } from '@payloom/event-contracts/catalogue';
import { consumerBindings } from '@payloom/event-contracts/consumers';
import { matchesPattern } from '@payloom/event-contracts/envelope';
import { getDirectiveValues, GraphQLDirective, GraphQLList, GraphQLString, parse, visit } from 'graphql';
import { z } from 'zod';
import { root } from './build/artefacts.ts';

const subgraphs = readdirSync(join(root, 'subgraphs'));
const consumesSchema = z.object({
  consumes: z.array(z.object({ queue: z.string(), patterns: z.array(z.string()) })),
});

type Binding = z.infer<typeof consumesSchema>['consumes'][number];

const byQueue = (bindings: readonly { queue: string; patterns: readonly string[] }[]) =>
  new Map(bindings.map(({ queue, patterns }) => [queue, patterns.toSorted()]));

/** What a subgraph handles, by its own list. */
async function handlersOf(subgraph: string): Promise<Binding[]> {
  const path = join(root, 'subgraphs', subgraph, 'src/events/consumes.ts');
  if (!existsSync(path)) return [];
  return consumesSchema.parse(await import(pathToFileURL(path).href)).consumes;
}

const eventDirective = new GraphQLDirective({
  name: 'event',
  locations: [],
  args: { types: { type: new GraphQLList(GraphQLString) } },
});
const eventSchema = z.object({ types: z.array(z.string()).min(1) });

interface LiveField {
  readonly field: string;
  readonly types: readonly string[];
}

/** The subscriptions of a `live.graphql` and the events they are fed by. */
function liveFieldsOf(sdl: string): LiveField[] {
  const fields: LiveField[] = [];
  visit(parse(sdl), {
    FieldDefinition(node) {
      const event = getDirectiveValues(eventDirective, node);
      if (event) fields.push({ field: node.name.value, ...eventSchema.parse(event) });
    },
  });
  return fields;
}

const liveFields = subgraphs.flatMap((subgraph) => {
  const path = join(root, 'subgraphs', subgraph, 'live.graphql');
  return existsSync(path) ? liveFieldsOf(readFileSync(path, 'utf8')) : [];
});

describe('the registered consumers', () => {
  it.each(subgraphs)('are those that %s handles, with the same patterns', async (subgraph) => {
    const registered = consumerBindings.filter(({ queue }) => queue.startsWith(`${subgraph}.`));
    expect(byQueue(await handlersOf(subgraph))).toEqual(byQueue(registered));
  });

  it('belong to a subgraph or to the gateway', () => {
    const owners = new Set(consumerBindings.map(({ queue }) => queue.split('.')[0]));
    expect([...owners].filter((owner) => ![...subgraphs, 'gateway'].includes(owner ?? ''))).toEqual([]);
  });
});

describe('live subscriptions', () => {
  it('are found in the SDL', () => {
    expect(liveFields.map(({ field }) => field)).toContain('paymentChanged');
  });

  it.each(liveFields)('$field is fed by events that exist: $types', ({ types }) => {
    const unknown = types.filter(
      (pattern) => !Object.keys(catalogue).some((type) => matchesPattern(pattern, type)),
    );
    expect(unknown).toEqual([]);
  });
});
