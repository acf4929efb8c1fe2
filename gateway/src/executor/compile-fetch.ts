import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { compileRepresentations, type Representations } from './compile-representations.ts';
import { compileRewrites, type Rewrite } from './compile-rewrites.ts';
import { clientError, compilePlaces, unavailableErrors, type Places } from './fetch-errors.ts';
import { getOwn, isJsonObject, mergeInto, setOwn, type JsonObject, type KeepsType } from './json.ts';
import type { Position, ResponsePath } from './position.ts';
import { keepsObjectType } from './runtime-type.ts';
import {
  subgraphRequests,
  type SubgraphError,
  type SubgraphFetch,
  type SubgraphRequest,
  type SubgraphResponse,
} from './subgraph-response.ts';

/** What the fetches of one execution share. */
export interface FetchContext {
  /** As the client sent them. */
  readonly variables: JsonObject;
  readonly fetchSubgraph: SubgraphFetch;
  /** Told of each subgraph error and failure, with what the client does not see. */
  readonly onProblem: (subgraph: string, problem: SubgraphError | Error) => void;
  /** Grows as fetches fail. */
  readonly errors: GraphQLError[];
}

/** Runs one fetch and merges what it brings into the objects at the position. Never rejects: failures become errors. */
type FetchStep = (context: FetchContext, position: Position) => Promise<void>;

/** What is known of a fetch before it is made. */
interface CompiledFetch {
  readonly subgraph: string;
  readonly variableNames: readonly string[];
  readonly requestWith: (variables: JsonObject) => SubgraphRequest;
  readonly rewriteOutput: Rewrite | undefined;
  readonly places: Places;
  readonly keepsType: KeepsType;
}

/** Compiles a fetch. */
export function compileFetch(schema: GraphQLSchema, fetch: FetchNode): FetchStep {
  const compiled: CompiledFetch = {
    subgraph: fetch.serviceName,
    variableNames: fetch.variableUsages ?? [],
    requestWith: subgraphRequests(fetch),
    rewriteOutput: compileRewrites(schema, fetch.outputRewrites),
    places: compilePlaces(fetch),
    keepsType: keepsObjectType(schema),
  };
  return fetch.requires ? entityFetch(compiled, compileRepresentations(schema, fetch)) : rootFetch(compiled);
}

function rootFetch(fetch: CompiledFetch): FetchStep {
  return async (context, position) => {
    if (position.objects.length === 0) return;
    const response = await send(context, fetch, usedVariables(context, fetch), position);
    if (!response) return;
    tellErrors(context, fetch, position, response.errors, (path) => [path]);
    const { data } = response;
    if (!data) return;
    fetch.rewriteOutput?.(data);
    for (const object of position.objects) mergeInto(object, data, fetch.keepsType);
  };
}

function entityFetch(
  fetch: CompiledFetch,
  representationsOf: (entities: readonly JsonObject[]) => Representations,
): FetchStep {
  return async (context, position) => {
    if (position.objects.length === 0) return;
    const representations = representationsOf(position.objects);
    if (representations.values.length === 0) return;
    const variables = { ...usedVariables(context, fetch), representations: representations.values };
    const response = await send(context, fetch, variables, position);
    if (response) mergeEntities(context, fetch, position, representations, response);
  };
}

function usedVariables({ variables }: FetchContext, { variableNames }: CompiledFetch): JsonObject {
  const used: JsonObject = {};
  for (const name of variableNames) {
    const value = getOwn(variables, name);
    if (value !== undefined) setOwn(used, name, value);
  }
  return used;
}

async function send(
  context: FetchContext,
  { subgraph, requestWith, places }: CompiledFetch,
  variables: JsonObject,
  position: Position,
): Promise<SubgraphResponse | null> {
  try {
    return await context.fetchSubgraph(subgraph, requestWith(variables));
  } catch (error) {
    context.onProblem(subgraph, error instanceof Error ? error : new Error(String(error)));
    context.errors.push(...unavailableErrors(subgraph, places(position)));
    return null;
  }
}

function mergeEntities(
  context: FetchContext,
  fetch: CompiledFetch,
  position: Position,
  { values, represented }: Representations,
  { data, errors }: SubgraphResponse,
): void {
  tellErrors(context, fetch, position, errors, ([, index, ...rest]) => {
    if (typeof index !== 'number') return [];
    const paths = position.paths();
    return (represented[index]?.indexes ?? []).map((entity) => [...(paths[entity] ?? []), ...rest]);
  });
  if (data === null) return;
  const { subgraph, rewriteOutput, keepsType, places } = fetch;
  const entities = getOwn(data, '_entities');
  if (!Array.isArray(entities) || entities.length !== values.length) {
    if (errors.length > 0) return;
    context.onProblem(subgraph, new Error(`expected ${values.length} entities`));
    context.errors.push(...unavailableErrors(subgraph, places(position)));
    return;
  }
  entities.forEach((entity: unknown, index) => {
    rewriteOutput?.(entity);
    if (!isJsonObject(entity)) return;
    // Entities that were asked for once share what came: whatever is later fetched for one of them holds for each.
    for (const object of represented[index]?.objects ?? []) mergeInto(object, entity, keepsType);
  });
}

/** Puts a subgraph's errors where they belong in the response; one without a path concerns all the fetch was for. */
function tellErrors(
  context: FetchContext,
  fetch: CompiledFetch,
  position: Position,
  errors: readonly SubgraphError[],
  placesFor: (path: ResponsePath) => ResponsePath[],
): void {
  for (const error of errors) {
    context.onProblem(fetch.subgraph, error);
    const exact = error.path ? placesFor(error.path) : [];
    const told = exact.length > 0 ? exact : fetch.places(position);
    context.errors.push(...told.map((path) => clientError(error, path)));
  }
}
