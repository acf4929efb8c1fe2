import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { getOwn, isJsonObject, setOwn, type JsonObject } from './json.ts';
import { isOfType } from './runtime-type.ts';

const fragmentPrefix = '... on ';

/** Applies what a fetch says must be changed in the data it sends or has received (aliases, `@interfaceObject`). */
export function applyRewrites(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
  value: unknown,
): void {
  for (const rewrite of rewrites ?? []) {
    const field = rewrite.path.at(-1);
    if (field === undefined) continue;
    atPath(schema, rewrite.path.slice(0, -1), value, (object) => rewriteField(rewrite, object, field));
  }
}

function rewriteField(rewrite: FetchDataRewrite, object: JsonObject, field: string): void {
  if (rewrite.kind === 'ValueSetter') {
    setOwn(object, field, rewrite.setValueTo);
    return;
  }
  const value = getOwn(object, field);
  if (value === undefined) return;
  setOwn(object, rewrite.renameKeyTo, value);
  delete object[field];
}

function atPath(
  schema: GraphQLSchema,
  path: readonly string[],
  value: unknown,
  visit: (object: JsonObject) => void,
): void {
  if (Array.isArray(value)) {
    for (const each of value) atPath(schema, path, each, visit);
    return;
  }
  if (!isJsonObject(value)) return;
  const [head, ...rest] = path;
  if (head === undefined) {
    visit(value);
  } else if (head.startsWith(fragmentPrefix)) {
    // Not every object on the way carries its type; the plan meant this place, so an unknown one is taken.
    if (isOfType(schema, value, head.slice(fragmentPrefix.length), true)) atPath(schema, rest, value, visit);
  } else {
    atPath(schema, rest, getOwn(value, head), visit);
  }
}
