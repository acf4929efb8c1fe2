import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { validate, type GraphQLSchema } from 'graphql';
import { coordinatesOf } from './coordinates.ts';
import type { Operation } from './operations.ts';

/** A change of the schema, and the operations in use that break by it. */
export interface Break {
  readonly change: string;
  /** `path: operation`. */
  readonly operations: readonly string[];
}

/** What became of a schema, for those who ask it. */
export interface SchemaReport {
  /** What breaks operations in use. */
  readonly breaks: readonly Break[];
  /** What would break others, were there any. */
  readonly unused: readonly string[];
  /** What may surprise somebody, such as a new value of an enum. */
  readonly dangerous: readonly string[];
  readonly harmlessCount: number;
}

export interface SchemaComparison {
  readonly before: GraphQLSchema;
  readonly after: GraphQLSchema;
  /** Those that clients sent when the schema was the one before. */
  readonly operations: readonly Operation[];
}

const nameOf = ({ path, name }: Operation): string => `${path}: ${name}`;

interface SchemaChange {
  /** Such as FIELD_REMOVED. */
  readonly type: string;
  /** Its coordinate. */
  readonly path?: string;
}

/** What somebody must lean on to be broken by a change: of something new that has to be given, what it belongs to. */
function leanedOn({ type, path = '' }: SchemaChange): string {
  return type.endsWith('_ADDED') ? path.split('.').slice(0, -1).join('.') : path;
}

/** Breaks that have no coordinate of their own, such as a fragment on a type that is not a member any more. */
function brokenRules({ before, after, operations }: SchemaComparison): Break[] {
  const byMessage = new Map<string, string[]>();
  for (const operation of operations) {
    if (validate(before, operation.document).length > 0) continue;
    for (const { message } of validate(after, operation.document))
      byMessage.set(message, [...(byMessage.get(message) ?? []), nameOf(operation)]);
  }
  return [...byMessage].map(([change, names]) => ({ change, operations: [...new Set(names)] }));
}

/** Compares two schemas, and says which of the operations in use break. */
export async function checkSchema(comparison: SchemaComparison): Promise<SchemaReport> {
  const { before, after, operations } = comparison;
  const users = operations.map((operation) => ({
    name: nameOf(operation),
    uses: coordinatesOf(before, operation.document),
  }));
  const changes = await diff(before, after);
  const ofLevel = (level: CriticalityLevel) => changes.filter(({ criticality }) => criticality.level === level);
  const breaking = ofLevel(CriticalityLevel.Breaking).map((change) => ({
    change: change.message,
    operations: users.filter(({ uses }) => uses.has(leanedOn(change))).map(({ name }) => name),
  }));
  const named = breaking.filter((each) => each.operations.length > 0);
  const told = new Set(named.flatMap((each) => each.operations));
  const others = brokenRules({
    ...comparison,
    operations: operations.filter((operation) => !told.has(nameOf(operation))),
  });
  return {
    breaks: [...named, ...others],
    unused: breaking.filter((each) => each.operations.length === 0).map(({ change }) => change),
    dangerous: ofLevel(CriticalityLevel.Dangerous).map(({ message }) => message),
    harmlessCount: ofLevel(CriticalityLevel.NonBreaking).length,
  };
}
