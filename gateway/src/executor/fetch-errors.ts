import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError, Kind, parse, type SelectionNode } from 'graphql';
import { internalError, subgraphUnavailable } from '../errors.ts';
import type { Position, ResponsePath } from './position.ts';
import type { SubgraphError } from './subgraph-response.ts';

/** Codes by which a subgraph speaks of its own or our fault, not of the client's. */
const hiddenCodes = new Set([
  'INTERNAL_SERVER_ERROR',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'DOWNSTREAM_SERVICE_ERROR',
]);

/** A subgraph's error as the client may see it, at `path` of the response. Only its code and reason go along. */
export function clientError(error: SubgraphError, path: ResponsePath): GraphQLError {
  const { code, reason } = error.extensions;
  if (typeof code !== 'string' || hiddenCodes.has(code)) return internalError(path);
  const extensions = { code, ...(typeof reason === 'string' ? { reason } : {}) };
  return new GraphQLError(error.message, { path, extensions });
}

/** One error for each place that goes without an answer because the subgraph gave none. */
export function unavailableErrors(subgraph: string, places: readonly ResponsePath[]): GraphQLError[] {
  const error = subgraphUnavailable(subgraph);
  return places.map((path) => new GraphQLError(error.message, { path, extensions: error.extensions }));
}

/** The places a fetch answers for: its root fields, or the entities it extends. */
export type Places = (position: Position) => ResponsePath[];

export function compilePlaces({ requires, operation }: FetchNode): Places {
  if (requires) return (position) => position.paths();
  let names: readonly string[] | undefined;
  return (position) => {
    // Most fetches never fail.
    const roots = (names ??= rootResponseNames(operation));
    return position.paths().flatMap((path) => roots.map((name) => [...path, name]));
  };
}

function rootResponseNames(operation: string): string[] {
  const { definitions } = parse(operation, { noLocation: true });
  const fragments = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION
        ? [[each.name.value, each.selectionSet.selections] as const]
        : [],
    ),
  );
  const namesIn = (selections: readonly SelectionNode[]): string[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value];
      if (selection.kind === Kind.INLINE_FRAGMENT) return namesIn(selection.selectionSet.selections);
      return namesIn(fragments.get(selection.name.value) ?? []);
    });
  const root = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  return root ? [...new Set(namesIn(root.selectionSet.selections))] : [];
}
