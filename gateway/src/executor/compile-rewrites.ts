import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { getOwn, isJsonObject, setOwn, type JsonObject } from './json.ts';
import { compileIsOfType } from './runtime-type.ts';

const fragmentPrefix = '... on ';

/** Changes data in place. */
export type Rewrite = (value: unknown) => void;

type Visit = (object: JsonObject) => void;

/** Compiles what a fetch says must be changed in the data it sends or has received (aliases, `@interfaceObject`). */
export function compileRewrites(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
): Rewrite | undefined {
  if (!rewrites || rewrites.length === 0) return undefined;
  const compiled = rewrites.flatMap((rewrite) => {
    const field = rewrite.path.at(-1);
    return field === undefined
      ? []
      : [atPath(schema, rewrite.path.slice(0, -1), rewriteField(rewrite, field))];
  });
  return (value) => {
    for (const rewrite of compiled) rewrite(value);
  };
}

function rewriteField(rewrite: FetchDataRewrite, field: string): Visit {
  if (rewrite.kind === 'ValueSetter') return (object) => setOwn(object, field, rewrite.setValueTo);
  return (object) => {
    const value = getOwn(object, field);
    if (value === undefined) return;
    setOwn(object, rewrite.renameKeyTo, value);
    delete object[field];
  };
}

function atPath(schema: GraphQLSchema, path: readonly string[], visit: Visit): Rewrite {
  const step = objectStep(schema, path, visit);
  const rewrite: Rewrite = (value) => {
    if (Array.isArray(value)) for (const each of value) rewrite(each);
    else if (isJsonObject(value)) step(value);
  };
  return rewrite;
}

function objectStep(schema: GraphQLSchema, [head, ...rest]: readonly string[], visit: Visit): Visit {
  if (head === undefined) return visit;
  const inner = atPath(schema, rest, visit);
  if (!head.startsWith(fragmentPrefix)) return (object) => inner(getOwn(object, head));
  // Not every object on the way carries its type; the plan meant this place, so an unknown one is taken.
  const isOfType = compileIsOfType(schema, head.slice(fragmentPrefix.length), true);
  return (object) => {
    if (isOfType(object)) inner(object);
  };
}
