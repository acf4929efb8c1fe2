import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { compileRewrites } from './compile-rewrites.ts';
import { getOwn, isJsonObject, mergeInto, setOwn, type JsonObject } from './json.ts';
import { compileIsOfType } from './runtime-type.ts';

/** What one representation stands for. */
interface Represented {
  /** Each once, wherever it stands: what was fetched for one entity is shared by all the places that it came to. */
  readonly objects: JsonObject[];
  /** Where among the entities they are. */
  readonly indexes: number[];
}

/** Each distinct representation of a fetch, with what it stands for. */
export interface Representations {
  readonly values: JsonObject[];
  readonly represented: Represented[];
}

/** A required value has not arrived; its own error has been told already. */
const incomplete = Symbol('incomplete');

/** Adds to `selected` what one selection takes of the source; false when that is not all there. */
type Select = (source: JsonObject, selected: JsonObject) => boolean;

/**
 * Makes what a fetch sends for its entities. Entities that look alike to the subgraph are asked for once. One whose
 * required values are not all there is left out.
 */
export function compileRepresentations(
  schema: GraphQLSchema,
  { requires = [], inputRewrites }: Pick<FetchNode, 'requires' | 'inputRewrites'>,
): (entities: readonly JsonObject[]) => Representations {
  const select = compileSelections(schema, requires);
  const rewrite = compileRewrites(schema, inputRewrites);
  return (entities) => {
    const values: JsonObject[] = [];
    const represented: Represented[] = [];
    const byObject = new Map<JsonObject, Represented | null>();
    const byIdentity = new Map<string, Represented>();
    const represent = (entity: JsonObject): Represented | null => {
      const value: JsonObject = {};
      if (!select(entity, value) || value.__typename === undefined) return null;
      rewrite?.(value);
      const identity = identityOf(value);
      const known = byIdentity.get(identity);
      known?.objects.push(entity);
      if (known) return known;
      const first: Represented = { objects: [entity], indexes: [] };
      byIdentity.set(identity, first);
      values.push(value);
      represented.push(first);
      return first;
    };
    for (const [index, entity] of entities.entries()) {
      let found = byObject.get(entity);
      if (found === undefined) {
        found = represent(entity);
        byObject.set(entity, found);
      }
      found?.indexes.push(index);
    }
    return { values, represented };
  };
}

/** The same for representations that look alike. Most are a type and one key, which to write as JSON takes far longer. */
function identityOf(value: JsonObject): string {
  const [first = '', second = '', ...others] = Object.keys(value);
  const [one, other] = [value[first], value[second]];
  const isTypeAndKey = others.length === 0 && typeof one === 'string' && typeof other === 'string';
  // Names have no spaces, and JSON begins with none of their characters.
  return isTypeAndKey && first === '__typename' && second !== '' && !one.includes(' ')
    ? `${one} ${second} ${other}`
    : JSON.stringify(value);
}

function compileSelections(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[]): Select {
  const compiled = selections.map((selection) => compileSelection(schema, selection));
  const [only] = compiled;
  if (only && compiled.length === 1) return only;
  return (source, selected) => {
    for (const select of compiled) if (!select(source, selected)) return false;
    return true;
  };
}

function compileSelection(schema: GraphQLSchema, selection: QueryPlanSelectionNode): Select {
  if (selection.kind === 'InlineFragment') {
    const { typeCondition } = selection;
    const select = compileSelections(schema, selection.selections);
    if (typeCondition === undefined) return select;
    const isOfType = compileIsOfType(schema, typeCondition);
    return (source, selected) => !isOfType(source) || select(source, selected);
  }
  const name = selection.alias ?? selection.name;
  const valueOf = compileValue(schema, selection.selections);
  return (source, selected) => {
    const value = valueOf(getOwn(source, name));
    if (value === incomplete) return false;
    // What several selections take of one object comes together.
    if (Object.hasOwn(selected, name)) mergeInto(selected, { [name]: value });
    else setOwn(selected, name, value);
    return true;
  };
}

function compileValue(
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[] | undefined,
): (value: unknown) => unknown {
  if (!selections) return (value) => (value === undefined ? incomplete : value);
  const select = compileSelections(schema, selections);
  const valueOf = (value: unknown): unknown => {
    if (value === undefined) return incomplete;
    if (Array.isArray(value)) {
      const values = value.map(valueOf);
      return values.includes(incomplete) ? incomplete : values;
    }
    if (!isJsonObject(value)) return value;
    const selected: JsonObject = {};
    return select(value, selected) ? selected : incomplete;
  };
  return valueOf;
}
