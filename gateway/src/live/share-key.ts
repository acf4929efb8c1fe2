import { createHash } from 'node:crypto';
import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { getOwn, type JsonObject } from '../executor/json.ts';
import type { Graph } from '../graph/graph.ts';
import type { Caller } from '../operations/caller.ts';
import type { PlannedOperation } from '../operations/prepared-operation.ts';
import { rootFieldsOf } from '../operations/root-fields.ts';
import type { Hydration } from './hydrate.ts';

/** What says which request it is, and in which trace. The token counts by what it says of the viewer. */
const headersOfRequest = new Set(['authorization', 'x-request-id', 'traceparent', 'tracestate']);

/**
 * The same for all subscribers to whom an event is the same update: one operation of one graph, the same values of the
 * variables that shape it, and callers whom the subgraphs cannot tell apart in what the operation asks them. These are
 * those of one session, or, where `@sameForAll` says so of every field that is fetched, all who hold the scopes.
 */
export function shareKey({ plan, variables, caller }: Hydration): string {
  const { prepared, planned, rest } = plan;
  const scopes = rest ? scopesToShare(prepared.graph, planned, rest) : [];
  const { viewer } = caller;
  const isOneOfAll = viewer !== null && scopes !== null && scopes.every((scope) => viewer.scopes.has(scope));
  const parts = [
    prepared.graph.id,
    prepared.name ?? null,
    prepared.source.text,
    planned.authorizationClass,
    shapingVariables(plan.prepared.source, variables),
    isOneOfAll ? null : whoAsks(caller),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** All that a subgraph can know of the caller. */
function whoAsks({ viewer, headers }: Caller): unknown[] {
  const others = Object.entries(headers).filter(([name]) => !headersOfRequest.has(name));
  return [viewer ? claimsOf(viewer) : (headers.authorization ?? null), others];
}

function claimsOf({ scopes, authTime, ...claims }: Viewer): JsonObject {
  return { ...claims, scopes: [...scopes].sort(), authTime: authTime.getTime() };
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

const scopesByPlan = new WeakMap<PlannedOperation, readonly string[] | null>();

/** The scopes whose holders are told the same; null when no scopes are enough for that. */
function scopesToShare(graph: Graph, planned: PlannedOperation, rest: PlanNode): readonly string[] | null {
  const known = scopesByPlan.get(planned);
  if (known !== undefined) return known;
  const scopes = new Set<string>();
  const isSame = fetchesOf(rest).every(({ operation }) => addScopes(graph, parse(operation), scopes));
  const found = isSame ? [...scopes] : null;
  scopesByPlan.set(planned, found);
  return found;
}

function fetchesOf(node: PlanNode): FetchNode[] {
  switch (node.kind) {
    case 'Fetch':
      return [node];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesOf);
    case 'Flatten':
      return fetchesOf(node.node);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((clause) => (clause ? fetchesOf(clause) : []));
    case 'Defer':
      throw new Error('The planner is not asked for @defer');
  }
}

/** Adds what each field of a fetch asks for; false when one of them is anybody's own. */
function addScopes(graph: Graph, document: DocumentNode, scopes: Set<string>): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const isSame = (selection: SelectionNode, typeName: string): boolean => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      return fragment !== undefined && areSame(fragment.selectionSet.selections, typeOf(fragment));
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition?.name.value ?? typeName;
      return areSame(selection.selectionSet.selections, narrowed);
    }
    const { name, selectionSet } = selection;
    const needed = name.value === '_entities' ? [] : graph.sameForAll.scopesFor(typeName, name.value);
    for (const scope of needed ?? []) scopes.add(scope);
    return (
      needed !== null && areSame(selectionSet?.selections ?? [], returnedBy(graph, typeName, name.value))
    );
  };
  const areSame = (selections: readonly SelectionNode[], typeName: string) =>
    selections.every((selection) => isSame(selection, typeName));
  const [root] = document.definitions;
  if (root?.kind !== Kind.OPERATION_DEFINITION) return false;
  return areSame(root.selectionSet.selections, graph.supergraphSchema.getQueryType()?.name ?? '');
}

const typeOf = ({ typeCondition }: FragmentDefinitionNode): string => typeCondition.name.value;

function returnedBy({ supergraphSchema }: Graph, typeName: string, fieldName: string): string {
  const type = supergraphSchema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  return field ? getNamedType(field.type).name : '';
}
