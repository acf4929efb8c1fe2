import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { getOwn, isJsonObject, mergeInto, setOwn, type JsonObject } from './json.ts';
import { applyRewrites } from './rewrites.ts';
import { isOfType } from './runtime-type.ts';

/** Each distinct representation of a fetch, with the indexes of the entities it stands for. */
export interface Representations {
  readonly values: JsonObject[];
  readonly entityIndexes: number[][];
}

/** A required value has not arrived; its own error has been told already. */
const incomplete = Symbol('incomplete');

/**
 * What a fetch sends for its entities. Entities that look alike to the subgraph are asked for once. One whose required
 * values are not all there is left out.
 */
export function representationsOf(
  schema: GraphQLSchema,
  fetch: Pick<FetchNode, 'requires' | 'inputRewrites'>,
  entities: readonly JsonObject[],
): Representations {
  const values: JsonObject[] = [];
  const entityIndexes: number[][] = [];
  const known = new Map<string, number[]>();
  entities.forEach((entity, index) => {
    const value = select(schema, entity, fetch.requires ?? []);
    if (value === incomplete || getOwn(value, '__typename') === undefined) return;
    applyRewrites(schema, fetch.inputRewrites, value);
    const identity = JSON.stringify(value);
    const indexes = known.get(identity);
    if (indexes) {
      indexes.push(index);
      return;
    }
    const first = [index];
    known.set(identity, first);
    values.push(value);
    entityIndexes.push(first);
  });
  return { values, entityIndexes };
}

function select(
  schema: GraphQLSchema,
  source: JsonObject,
  selections: readonly QueryPlanSelectionNode[],
): JsonObject | typeof incomplete {
  const selected: JsonObject = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      if (typeCondition !== undefined && !isOfType(schema, source, typeCondition)) continue;
      const inner = select(schema, source, selection.selections);
      if (inner === incomplete) return incomplete;
      mergeInto(selected, inner);
      continue;
    }
    const name = selection.alias ?? selection.name;
    const value = selectValue(schema, getOwn(source, name), selection.selections);
    if (value === incomplete) return incomplete;
    setOwn(selected, name, value);
  }
  return selected;
}

function selectValue(
  schema: GraphQLSchema,
  value: unknown,
  selections: readonly QueryPlanSelectionNode[] | undefined,
): unknown {
  if (value === undefined) return incomplete;
  if (!selections) return value;
  if (Array.isArray(value)) {
    const values = value.map((each: unknown) => selectValue(schema, each, selections));
    return values.includes(incomplete) ? incomplete : values;
  }
  return isJsonObject(value) ? select(schema, value, selections) : value;
}
