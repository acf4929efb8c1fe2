import type { Viewer } from '@payloom/subgraph-kit/viewer';
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
} from 'graphql';
import { badUserInput, operationUnclear, OperationRefused } from '../errors.ts';
import type { JsonObject } from '../executor/json.ts';
import type { Graph } from '../graph/graph.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import {
  checkExtent,
  checkJsonDepth,
  operationCharactersMax,
  operationTokensMax,
  refuseAbove,
} from './limits.ts';
import { prepareOperation, type PreparedOperation } from './prepared-operation.ts';

export interface ReadOptions {
  /** Whether whoever asks is told the schema. */
  readonly introspection: boolean;
  readonly metrics: GatewayMetrics;
}

export interface OperationText {
  readonly query: string;
  readonly operationName?: string | null | undefined;
}

/** Whom the schema is told, by introspection and by what mistakes are told of. */
export interface SchemaReaders {
  /** Whether everybody is; else administrators are. */
  readonly introspection: boolean;
}

/** Whether this viewer is told the schema. */
export function isToldSchema({ introspection }: SchemaReaders, viewer: Pick<Viewer, 'role'> | null): boolean {
  return introspection || viewer?.role === 'ADMIN';
}

/** Of a long list of mistakes the first ones are told. */
const validationErrorsMax = 10;

/** Parses, validates and prepares an operation, whichever way it came. Throws an OperationRefused. */
export function readOperation(
  graph: Graph,
  { query, operationName }: OperationText,
  { introspection, metrics }: ReadOptions,
): PreparedOperation {
  const known = graph.prepared.get(query, operationName ?? undefined);
  // What was prepared for an administrator is refused to others as if nobody had sent it before.
  if (known && (introspection || !known.introspects)) return known;
  refuseAbove('characters', query.length, operationCharactersMax);
  const document = parseText(query);
  checkExtent(document);
  const rules = [...specifiedRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const errors = withoutStacks(() =>
    validate(graph.apiSchema, document, rules, {
      maxErrors: validationErrorsMax,
      hideSuggestions: !introspection,
    }),
  );
  if (errors.length > 0) refuse(errors, 'GRAPHQL_VALIDATION_FAILED');
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new OperationRefused([operationUnclear()]);
  const prepared = prepareOperation(graph, { text: query, document, operation }, metrics);
  // The next to send it may again leave out the name, or give none where there is one.
  graph.prepared.set(query, operationName ?? undefined, prepared);
  return prepared;
}

function parseText(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: operationTokensMax });
  } catch (error) {
    if (error instanceof GraphQLError) return refuse([error], 'GRAPHQL_PARSE_FAILED');
    throw error;
  }
}

/** Where mistakes are found says nothing of them, and the stack of each takes longer than to find it. */
function withoutStacks<Result>(work: () => Result): Result {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function refuse(errors: readonly GraphQLError[], code: string): never {
  throw new OperationRefused(
    errors.map(
      ({ message, nodes, source, positions }) =>
        new GraphQLError(message, { nodes, source, positions, extensions: { code } }),
    ),
  );
}

/** Of a long list of wrong values the first ones are told. */
const variableErrorsMax = 10;

/**
 * The variables with their defaults, checked against the operation, as is what it costs with them. Throws an
 * OperationRefused.
 */
export function readVariables(
  prepared: PreparedOperation,
  variables: JsonObject,
  { introspection }: Pick<ReadOptions, 'introspection'>,
): JsonObject {
  const { graph, source } = prepared;
  checkJsonDepth(variables);
  const { coerced, errors } = getVariableValues(
    graph.apiSchema,
    source.operation.variableDefinitions ?? [],
    variables,
    { maxErrors: variableErrorsMax, hideSuggestions: !introspection },
  );
  if (errors) throw new OperationRefused(errors.map((error) => badUserInput(error.message)));
  prepared.checkCost(coerced);
  return coerced;
}
