import {
  executeSync,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  type SelectionNode,
} from 'graphql';
import type { DeniedFields } from '../authorization/guard-operation.ts';
import { denialError } from '../authorization/requirement.ts';
import { internalError } from '../errors.ts';
import { errorsWithin } from './error-paths.ts';
import { getOwn, isJsonObject, type JsonObject } from './json.ts';
import { plannedName } from './planned-name.ts';
import type { ResponsePath } from './position.ts';

export interface ShapeOptions {
  /** What the client may know of. */
  readonly schema: GraphQLSchema;
  /** As the client sent it, denied fields included. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: JsonObject;
  readonly denied: DeniedFields;
  /** All that was fetched: more fields than were asked for, in any order. */
  readonly data: JsonObject;
  readonly errors: readonly GraphQLError[];
  /** Told of data that breaks the schema. */
  readonly onViolation: (error: GraphQLError) => void;
}

/**
 * Makes the response out of the gathered data, as the GraphQL specification says: the fields of the operation in its
 * order, nulls where errors are and up to the next nullable place, and introspection.
 */
export function shapeResponse(options: ShapeOptions): ExecutionResult {
  const { schema, document, operationName, variables, denied, data } = options;
  const shaped = executeSync({
    schema,
    document,
    operationName: operationName ?? null,
    rootValue: data,
    contextValue: denied,
    variableValues: variables,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  const told = errorsWithin(document, shaped.data, options.errors);
  const errors = [...told, ...shapingErrors(options, told, shaped.errors ?? [])];
  return { ...(errors.length > 0 ? { errors } : {}), data: shaped.data ?? null };
}

const resolveField: GraphQLFieldResolver<unknown, DeniedFields> = (source, _args, denied, info) => {
  if (denied.size > 0) {
    const denials = info.fieldNodes.map((node) => denied.get(node));
    // A field that one selection may see and another may not has been fetched for the one.
    const [first] = denials;
    if (first !== undefined && !denials.includes(undefined)) throw denialError(first);
  }
  if (!isJsonObject(source)) return undefined;
  const name = String(info.path.key);
  // The event of a subscription stands under the name that the client gave it.
  const isEvent = info.parentType === info.schema.getSubscriptionType();
  return getOwn(source, isEvent ? name : plannedName(name, info.fieldName));
};

const resolveType: GraphQLTypeResolver<unknown, DeniedFields> = (value, _context, info) => {
  const said = isJsonObject(value) ? getOwn(value, '__typename') : undefined;
  // A subgraph that knows the interface as an object has no other name for what is behind it.
  const name = said === undefined || said === getNamedType(info.returnType).name ? anyType(info) : said;
  // Of a type the client must not know of, not even the name may get into a message.
  if (typeof name !== 'string' || !isObjectType(info.schema.getType(name))) throw internalError();
  return name;
};

/**
 * Of an object of which only fields of its interface are wanted, the plan does not ask what it is where that takes another
 * fetch: any type behind the interface will do.
 */
function anyType({ fieldNodes, fragments, returnType, schema, variableValues }: GraphQLResolveInfo) {
  const type = getNamedType(returnType);
  if (!isInterfaceType(type)) return undefined;
  const isLeftOut = (node: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if === false;
  const areOfInterface = (selections: readonly SelectionNode[]): boolean =>
    selections.every((node) => {
      if (isLeftOut(node)) return true;
      if (node.kind === Kind.FIELD) return node.name.value !== '__typename';
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value] : node;
      const on = fragment?.typeCondition?.name.value ?? type.name;
      return on === type.name && areOfInterface(fragment?.selectionSet.selections ?? []);
    });
  const isAny = fieldNodes.every(({ selectionSet }) => areOfInterface(selectionSet?.selections ?? []));
  return isAny ? schema.getPossibleTypes(type)[0]?.name : undefined;
}

/** Errors that only shaping found. Where a fetch has told of the same place, its error says more. */
function shapingErrors(
  { onViolation }: ShapeOptions,
  told: readonly GraphQLError[],
  found: readonly GraphQLError[],
): GraphQLError[] {
  return found.flatMap((error) => {
    if (error.extensions.code === 'UNAUTHENTICATED' || error.extensions.code === 'FORBIDDEN') return [error];
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
