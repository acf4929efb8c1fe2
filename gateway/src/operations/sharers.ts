import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { JsonObject } from '../executor/json.ts';
import type { Graph } from '../graph/graph.ts';
import type { Caller } from './caller.ts';
import type { PlannedOperation } from './prepared-operation.ts';

/** What says which request it is, and in which trace. The token counts by what it says of the viewer. */
const headersOfRequest = new Set(['authorization', 'x-request-id', 'traceparent', 'tracestate']);

/**
 * What those have in common who get the same of a planned operation, as JSON: null for all who hold the scopes, where
 * `@sameForAll` says so of every field that is fetched, else all that the subgraphs can know of a caller.
 */
export function sharersOf(graph: Graph, planned: PlannedOperation, caller: Caller): unknown[] | null {
  const scopes = scopesToShare(graph, planned);
  const { viewer } = caller;
  const isOneOfAll = viewer !== null && scopes !== null && scopes.every((scope) => viewer.scopes.has(scope));
  return isOneOfAll ? null : whoAsks(caller);
}

/** All that a subgraph can know of the caller. */
function whoAsks({ viewer, headers }: Caller): unknown[] {
  const others = Object.entries(headers).filter(([name]) => !headersOfRequest.has(name));
  return [viewer ? claimsOf(viewer) : (headers.authorization ?? null), others];
}

function claimsOf({ scopes, authTime, ...claims }: Viewer): JsonObject {
  return { ...claims, scopes: [...scopes].sort(), authTime: authTime.getTime() };
}

const scopesByPlan = new WeakMap<PlannedOperation, readonly string[] | null>();

/** The scopes whose holders are told the same; null when no scopes are enough for that. */
function scopesToShare(graph: Graph, planned: PlannedOperation): readonly string[] | null {
  const known = scopesByPlan.get(planned);
  if (known !== undefined) return known;
  const scopes = new Set<string>();
  const { node } = planned.plan;
  const gathered = node?.kind === 'Subscription' ? node.rest : node;
  const isSame = (gathered ? fetchesOf(gathered) : []).every(({ operation }) =>
    addScopes(graph, parse(operation), scopes),
  );
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
