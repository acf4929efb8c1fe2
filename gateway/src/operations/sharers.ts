import { parse, type DocumentNode } from 'graphql';
import type { Graph } from '../graph/graph.ts';
import { walkFetch } from '../graph/walk-fetch.ts';
import { BoundedCache } from '../bounded-cache.ts';
import { rightsOf, type Caller } from './caller.ts';
import { fetchesOf } from './plan-fetches.ts';
import type { PlannedOperation } from './prepared-operation.ts';

/** What says which request it is, and in which trace. The token counts by what it says of the viewer. */
const headersOfRequest = new Set(['authorization', 'x-request-id', 'traceparent', 'tracestate']);

/**
 * What those have in common who get the same of a planned operation, as JSON: null for all who hold the scopes, where
 * `@sameForAll` says so of every field that is fetched, else all that the subgraphs can know of a caller.
 */
export function sharersOf(graph: Graph, planned: PlannedOperation, caller: Caller): unknown[] | null {
  return sharersBy(scopesToShare(graph, planned), caller);
}

/** The same for a single fetch of a plan, by the text that a subgraph gets. */
export function sharersOfFetch(graph: Graph, operation: string, caller: Caller): unknown[] | null {
  return sharersBy(scopesOfFetch(graph, operation), caller);
}

function sharersBy(scopes: readonly string[] | null, caller: Caller): unknown[] | null {
  const { viewer } = caller;
  const isOneOfAll = viewer !== null && scopes !== null && scopes.every((scope) => viewer.scopes.has(scope));
  return isOneOfAll ? null : whoAsks(caller);
}

/** All that a subgraph can know of the caller. */
function whoAsks({ viewer, headers }: Caller): unknown[] {
  const others = Object.entries(headers).filter(([name]) => !headersOfRequest.has(name));
  if (!viewer) return [headers.authorization ?? null, others];
  const { sessionId, authTime } = viewer;
  return [{ ...rightsOf(viewer), sessionId, authTime: authTime.getTime() }, others];
}

const scopesByPlan = new WeakMap<PlannedOperation, readonly string[] | null>();

/** The scopes whose holders are told the same; null when no scopes are enough for that. */
function scopesToShare(graph: Graph, planned: PlannedOperation): readonly string[] | null {
  const known = scopesByPlan.get(planned);
  if (known !== undefined) return known;
  const each = fetchesOf(planned.plan).map(({ operation }) => scopesOfFetch(graph, operation));
  const isSame = each.every((scopes) => scopes !== null);
  const found = isSame ? [...new Set(each.flat())] : null;
  scopesByPlan.set(planned, found);
  return found;
}

const operationsPerGraphMax = 5_000;
const scopesByGraph = new WeakMap<Graph, BoundedCache<string, readonly string[] | null>>();

/** The scopes whose holders are told the same by a fetch of this text; null where that depends on who asks. */
export function scopesOfFetch(graph: Graph, operation: string): readonly string[] | null {
  const known = scopesByGraph.get(graph) ?? new BoundedCache({ entriesMax: operationsPerGraphMax });
  scopesByGraph.set(graph, known);
  const before = known.get(operation);
  if (before !== undefined) return before;
  const scopes = new Set<string>();
  const found = addScopes(graph, parse(operation), scopes) ? [...scopes] : null;
  known.set(operation, found);
  return found;
}

/** Adds what each field of a fetch asks for; false when one of them is anybody's own. */
function addScopes(graph: Graph, document: DocumentNode, scopes: Set<string>): boolean {
  return walkFetch(graph.supergraphSchema, document, true, ({ typeName, fieldName }) => {
    const needed = graph.sameForAll.scopesFor(typeName, fieldName);
    for (const scope of needed ?? []) scopes.add(scope);
    return needed === null ? null : true;
  });
}
