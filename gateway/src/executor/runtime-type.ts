import { isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';
import { getOwn, type JsonObject, type KeepsType } from './json.ts';

/**
 * Tells whether an object is of the type or among its possible types. `unknownIs` is the answer for an object that does
 * not say what it is.
 */
export function compileIsOfType(
  schema: GraphQLSchema,
  typeName: string,
  unknownIs = false,
): (object: JsonObject) => boolean {
  const names = new Set([typeName, ...subtypesOf(schema, typeName)]);
  return (object) => {
    const runtimeName = getOwn(object, '__typename');
    return typeof runtimeName === 'string' ? names.has(runtimeName) : unknownIs;
  };
}

function subtypesOf(schema: GraphQLSchema, typeName: string): string[] {
  const type = schema.getType(typeName);
  if (!isAbstractType(type)) return [];
  const interfaces = 'getFields' in type ? schema.getImplementations(type).interfaces : [];
  return [...schema.getPossibleTypes(type), ...interfaces].map(({ name }) => name);
}

/**
 * A subgraph that knows an interface as an object says its name for the type. Where the real one is known already, it
 * is not to be lost.
 */
export function keepsObjectType(schema: GraphQLSchema): KeepsType {
  const isObject = (name: unknown) => typeof name === 'string' && isObjectType(schema.getType(name));
  return (present, incoming) => present !== incoming && isObject(present) && !isObject(incoming);
}
