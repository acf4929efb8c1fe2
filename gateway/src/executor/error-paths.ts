import { GraphQLError, visit, type DocumentNode } from 'graphql';
import { isJsonObject } from './json.ts';
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
    const length = lengthWithin(names, data, error.path ?? []);
    if (error.path === undefined || length === error.path.length) return error;
    const { message, extensions } = error;
    return new GraphQLError(message, { path: error.path.slice(0, length), extensions });
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
