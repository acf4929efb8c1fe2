import { GraphQLError, visit, type DocumentNode } from 'graphql';
import { isJsonObject } from './json.ts';
import { responseNameOf } from './planned-name.ts';
import type { ResponsePath } from './position.ts';

/**
 * The errors, none at a place that the client has not asked for: what another field requires, or a key, may be nothing
 * that clients know of. Such an error stands at the object that it is a field of.
 */
export function errorsWithin(
  document: DocumentNode,
  data: unknown,
  errors: readonly GraphQLError[],
): GraphQLError[] {
  if (errors.length === 0) return [];
  const names = new Set<string>();
  visit(document, { Field: (node) => void names.add((node.alias ?? node.name).value) });
  return errors.map((error) => {
    const { message, path, extensions } = error;
    if (!path) return error;
    const told = path.map((key) => (typeof key === 'string' ? responseNameOf(key) : key));
    return new GraphQLError(message, { path: told.slice(0, lengthWithin(names, data, told)), extensions });
  });
}

function lengthWithin(names: ReadonlySet<string>, data: unknown, path: ResponsePath): number {
  let value = data;
  for (const [length, key] of path.entries()) {
    if (typeof key === 'string' && !names.has(key)) return length;
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isJsonObject(value)) {
      if (!Object.hasOwn(value, key)) return length;
      value = value[key];
    }
  }
  return path.length;
}
