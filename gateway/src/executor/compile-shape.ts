import {
  executeSync,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { DeniedFields } from '../authorization/guard-operation.ts';
import { internalError } from '../errors.ts';
import { SelectionReader } from './collect-fields.ts';
import { compileObject } from './compile-object.ts';
import { errorsWithin } from './error-paths.ts';
import { getOwn, isJsonObject, type JsonObject } from './json.ts';
import type { ResponsePath } from './position.ts';
import { ShapeRun, type Complete, type ShapingError } from './shape-run.ts';

export interface ShapeOptions {
  /** What the client may know of. */
  readonly schema: GraphQLSchema;
  /** As the client sent it, denied fields included. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** With defaults. Those that conditions depend on are the same whenever the shape is used. */
  readonly conditions: JsonObject;
  readonly denied: DeniedFields;
}

/** What one response is made of. */
export interface Gathered {
  /** All that was fetched: more fields than were asked for, in any order. */
  readonly data: JsonObject;
  readonly errors: readonly GraphQLError[];
  /** As the client sent them. */
  readonly variables: JsonObject;
  /** Told of data that breaks the schema. */
  readonly onViolation: (error: GraphQLError) => void;
}

/**
 * Makes the response out of the gathered data, as the GraphQL specification says: the fields of the operation in its
 * order, nulls where errors are and up to the next nullable place, and introspection.
 */
export type Shape = (gathered: Gathered) => ExecutionResult;

/** Compiles how the responses of an operation are shaped. */
export function compileShape(options: ShapeOptions): Shape {
  const { schema, document, operation, conditions, denied } = options;
  const type = schema.getRootType(operation.operation);
  if (!type) throw new Error('The operation is not valid');
  const reader = new SelectionReader(schema, document, conditions);
  const introspect = (nodes: readonly FieldNode[]) => compileIntrospection(options, nodes);
  const isEvent = operation.operation === OperationTypeNode.SUBSCRIPTION;
  const complete = compileObject({ schema, reader, denied, introspect, isEvent }, type, [operation]);
  return (gathered) => {
    const run = new ShapeRun(gathered.variables);
    const completed = complete(run, gathered.data);
    const data = isJsonObject(completed) ? completed : null;
    if (run.found.length === 0 && gathered.errors.length === 0) return { data };
    const told = errorsWithin(document, data, gathered.errors);
    const errors = [...told, ...shapingErrors(gathered, told, run.found)];
    return { ...(errors.length > 0 ? { errors } : {}), data };
  };
}

/** What the schema says of itself is nobody's data. */
function compileIntrospection(
  { schema, document, operation }: ShapeOptions,
  nodes: readonly FieldNode[],
): Complete {
  const selections = { kind: Kind.SELECTION_SET, selections: nodes } as const;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const definitions = [{ ...operation, selectionSet: selections }, ...fragments];
  const [name = ''] = nodes.map((node) => (node.alias ?? node.name).value);
  return (run) => {
    const asked = { schema, document: { ...document, definitions }, variableValues: run.variables };
    const { data, errors: [error] = [] } = executeSync(asked);
    return error || !data
      ? run.violate(error?.message ?? 'It came to nothing.')
      : (getOwn(data, name) ?? null);
  };
}

/** Errors that only shaping found. Where a fetch has told of the same place, its error says more. */
function shapingErrors(
  { onViolation }: Gathered,
  told: readonly GraphQLError[],
  found: readonly ShapingError[],
): GraphQLError[] {
  return found.flatMap(({ error, isDenial }) => {
    if (isDenial) return [error];
    if (told.some((known) => overlap(known.path ?? [], error.path ?? []))) return [];
    onViolation(error);
    return [internalError(error.path)];
  });
}

/** Whether one of the paths leads through the other. */
function overlap(one: ResponsePath, other: ResponsePath): boolean {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}
