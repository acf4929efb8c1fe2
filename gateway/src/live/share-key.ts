import { createHash } from 'node:crypto';
import { visit } from 'graphql';
import { getOwn, type JsonObject } from '../executor/json.ts';
import { rootFieldsOf } from '../operations/root-fields.ts';
import { sharersOf } from '../operations/sharers.ts';
import type { Hydration } from './hydrate.ts';

/**
 * The same for all subscribers to whom an event is the same update: one operation of one graph, the same values of the
 * variables that shape it, and callers whom the subgraphs cannot tell apart in what the operation asks them. These are
 * those of one session, or, where `@sameForAll` says so of every field that is fetched, all who hold the scopes.
 */
export function shareKey({ plan, variables, caller }: Hydration): string {
  const { prepared, planned } = plan;
  const parts = [
    prepared.graph.id,
    prepared.name ?? null,
    prepared.source.text,
    planned.authorizationClass,
    shapingVariables(plan.prepared.source, variables),
    sharersOf(prepared.graph, planned, caller),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** What the variables say of the update. Those of the subscription's own field say which events are wanted, not more. */
function shapingVariables(source: PreparedSource, variables: JsonObject): [string, unknown][] {
  const choosing = new Set(rootFieldsOf(source).flatMap((field) => field.arguments ?? []));
  const names = new Set<string>();
  visit(source.document, {
    VariableDefinition: () => false,
    Argument: (node) => (choosing.has(node) ? false : undefined),
    Variable: ({ name }) => void names.add(name.value),
  });
  // One that is left out is not one that is null: it has its default.
  return [...names]
    .sort()
    .filter((name) => Object.hasOwn(variables, name))
    .map((name) => [name, getOwn(variables, name)]);
}

type PreparedSource = Hydration['plan']['prepared']['source'];
