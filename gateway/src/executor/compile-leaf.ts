import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString, isEnumType } from 'graphql';
import type { GraphQLLeafType } from 'graphql';
import type { Complete } from './shape-run.ts';

/** Values that serialize to themselves, which nearly all of them are, by the type they are of. */
const plainValues = new Map<string, (value: unknown) => boolean>([
  [GraphQLString.name, (value) => typeof value === 'string'],
  [GraphQLID.name, (value) => typeof value === 'string'],
  [GraphQLBoolean.name, (value) => typeof value === 'boolean'],
  [GraphQLFloat.name, (value) => typeof value === 'number' && Number.isFinite(value)],
  // As a signed 32-bit integer is written.
  [GraphQLInt.name, (value) => typeof value === 'number' && (value | 0) === value],
]);

/** Completes a scalar or an enum by its own rules of serialization. */
export function compileLeaf(type: GraphQLLeafType): Complete {
  const isPlain = plainCheck(type);
  return (run, value) => {
    if (isPlain(value)) return value;
    if (value === null || value === undefined) return null;
    try {
      return type.serialize(value) ?? run.violate(`Expected a value of the type ${type.name}.`);
    } catch (error) {
      return run.violate(error instanceof Error ? error.message : String(error));
    }
  };
}

function plainCheck(type: GraphQLLeafType): (value: unknown) => boolean {
  if (!isEnumType(type)) return plainValues.get(type.name) ?? (() => false);
  const names = new Set<unknown>(
    type.getValues().flatMap(({ name, value }) => (name === value ? [name] : [])),
  );
  return (value) => names.has(value);
}
