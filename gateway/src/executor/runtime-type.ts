import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { getOwn, type JsonObject, type KeepsType } from './json.ts';

/**
 * Whether an object is of the type or among its possible types. `unknownIs` is the answer for an object that does not
 * say what it is.
 */
export function isOfType(
  schema: GraphQLSchema,
  object: JsonObject,
  typeName: string,
  unknownIs = false,
): boolean {
  const runtimeName = getOwn(object, '__typename');
  if (typeof runtimeName !== 'string') return unknownIs;
  if (runtimeName === typeName) return true;
  const runtimeType = schema.getType(runtimeName);
  const expected = schema.getType(typeName);
  return (
    isAbstractType(expected) &&
    (isObjectType(runtimeType) || isInterfaceType(runtimeType)) &&
    schema.isSubType(expected, runtimeType)
  );
}

/**
 * A subgraph that knows an interface as an object says its name for the type. Where the real one is known already, it
 * is not to be lost.
 */
export function keepsObjectType(schema: GraphQLSchema): KeepsType {
  const isObject = (name: unknown) => typeof name === 'string' && isObjectType(schema.getType(name));
  return (present, incoming) => present !== incoming && isObject(present) && !isObject(incoming);
}
