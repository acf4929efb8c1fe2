import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { clientError, placesOf, unavailableErrors } from './fetch-errors.ts';
import { getOwn, isJsonObject, mergeInto, setOwn, type JsonObject, type KeepsType } from './json.ts';
import type { Position, ResponsePath } from './position.ts';
import { representationsOf, type Representations } from './representation.ts';
import { applyRewrites } from './rewrites.ts';
import { keepsObjectType } from './runtime-type.ts';
import type { SubgraphError, SubgraphFetch, SubgraphResponse } from './subgraph-response.ts';

/** What the fetches of one plan share. */
export interface FetchContext {
  /** With inaccessible elements: what subgraphs know, clients need not. */
  readonly supergraphSchema: GraphQLSchema;
  /** As the client sent them. */
  readonly variables: JsonObject;
  readonly fetchSubgraph: SubgraphFetch;
  /** Told of each subgraph error and failure, with what the client does not see. */
  readonly onProblem: (subgraph: string, problem: SubgraphError | Error) => void;
  /** Grows as fetches fail. */
  readonly errors: GraphQLError[];
}

/** Runs one fetch and merges what it brings into the objects at the position. Never throws: failures become errors. */
export async function executeFetch(
  context: FetchContext,
  fetch: FetchNode,
  position: Position,
): Promise<void> {
  if (position.objects.length === 0) return;
  if (!fetch.requires) {
    const response = await send(context, fetch, usedVariables(context, fetch), position);
    if (!response) return;
    tellErrors(context, fetch, position, response.errors, (path) => [path]);
    applyRewrites(context.supergraphSchema, fetch.outputRewrites, response.data);
    if (!response.data) return;
    const keepsType = keepsObjectType(context.supergraphSchema);
    for (const object of position.objects) mergeInto(object, response.data, keepsType);
    return;
  }
  const representations = representationsOf(context.supergraphSchema, fetch, position.objects);
  if (representations.values.length === 0) return;
  const variables = { ...usedVariables(context, fetch), representations: representations.values };
  const response = await send(context, fetch, variables, position);
  if (response) mergeEntities(context, fetch, position, representations, response);
}

function usedVariables({ variables }: FetchContext, fetch: FetchNode): JsonObject {
  const used: JsonObject = {};
  for (const name of fetch.variableUsages ?? []) {
    const value = getOwn(variables, name);
    if (value !== undefined) setOwn(used, name, value);
  }
  return used;
}

async function send(
  context: FetchContext,
  fetch: FetchNode,
  variables: JsonObject,
  position: Position,
): Promise<SubgraphResponse | null> {
  try {
    const { operation: query, operationName } = fetch;
    return await context.fetchSubgraph(fetch.serviceName, { query, operationName, variables });
  } catch (error) {
    context.onProblem(fetch.serviceName, error instanceof Error ? error : new Error(String(error)));
    context.errors.push(...unavailableErrors(fetch, placesOf(fetch, position)));
    return null;
  }
}

function mergeEntities(
  context: FetchContext,
  fetch: FetchNode,
  position: Position,
  { values, entityIndexes }: Representations,
  { data, errors }: SubgraphResponse,
): void {
  tellErrors(context, fetch, position, errors, ([, index, ...rest]) => {
    if (typeof index !== 'number') return [];
    const paths = position.paths();
    return (entityIndexes[index] ?? []).map((entity) => [...(paths[entity] ?? []), ...rest]);
  });
  if (data === null) return;
  const entities = getOwn(data, '_entities');
  if (!Array.isArray(entities) || entities.length !== values.length) {
    if (errors.length > 0) return;
    context.onProblem(fetch.serviceName, new Error(`expected ${values.length} entities`));
    context.errors.push(...unavailableErrors(fetch, placesOf(fetch, position)));
    return;
  }
  const keepsType = keepsObjectType(context.supergraphSchema);
  entities.forEach((entity: unknown, index) => {
    applyRewrites(context.supergraphSchema, fetch.outputRewrites, entity);
    if (!isJsonObject(entity)) return;
    // Entities that were asked for once share what came: whatever is later fetched for one of them holds for each.
    for (const target of entityIndexes[index] ?? []) mergeEntity(position.objects[target], entity, keepsType);
  });
}

function mergeEntity(target: JsonObject | undefined, entity: JsonObject, keepsType: KeepsType): void {
  if (target) mergeInto(target, entity, keepsType);
}

/** Puts a subgraph's errors where they belong in the response; one without a path concerns all the fetch was for. */
function tellErrors(
  context: FetchContext,
  fetch: FetchNode,
  position: Position,
  errors: readonly SubgraphError[],
  placesFor: (path: ResponsePath) => ResponsePath[],
): void {
  for (const error of errors) {
    context.onProblem(fetch.serviceName, error);
    const exact = error.path ? placesFor(error.path) : [];
    const places = exact.length > 0 ? exact : placesOf(fetch, position);
    context.errors.push(...places.map((path) => clientError(error, path)));
  }
}
