import {
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isOutputType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { DeniedFields } from '../authorization/guard-operation.ts';
import type { Denial } from '../authorization/requirement.ts';
import { anyTypeBehind } from './any-type.ts';
import type { SelectionReader } from './collect-fields.ts';
import { compileLeaf } from './compile-leaf.ts';
import { getOwn, isJsonObject, setOwn, type JsonObject } from './json.ts';
import { plannedName } from './planned-name.ts';
import { failed, type Complete } from './shape-run.ts';

/** What the shapes of one operation are compiled by. */
export interface ShapeContext {
  readonly schema: GraphQLSchema;
  readonly reader: SelectionReader;
  readonly denied: DeniedFields;
  readonly introspect: (nodes: readonly FieldNode[]) => Complete;
  /** The event of a subscription stands under the name that the client gave it. */
  readonly isEvent: boolean;
}

type Selecting = Pick<FieldNode, 'selectionSet'>;

/** One field of an object, under its response name. */
interface FieldShape {
  readonly name: string;
  readonly read: (source: JsonObject) => unknown;
  readonly complete: Complete;
}

/** Completes an object of the type with what the nodes select of it together. */
export function compileObject(
  context: ShapeContext,
  type: GraphQLObjectType,
  nodes: readonly Selecting[],
): Complete {
  const fields = [...context.reader.collect(type, nodes)].flatMap(([name, selecting]) => {
    const field = compileField(context, type, name, selecting);
    return field ? [field] : [];
  });
  const set = fields.some(({ name }) => name === '__proto__') ? setOwn : setPlainly;
  return (run, source) => {
    const completed: JsonObject = {};
    const isObject = isJsonObject(source);
    for (const { name, read, complete } of fields) {
      run.path.push(name);
      const value = complete(run, isObject ? read(source) : undefined);
      run.path.pop();
      if (value === failed) return failed;
      set(completed, name, value);
    }
    return completed;
  };
}

function setPlainly(object: JsonObject, key: string, value: unknown): void {
  object[key] = value;
}

function compileField(
  context: ShapeContext,
  parent: GraphQLObjectType,
  name: string,
  nodes: readonly FieldNode[],
): FieldShape | null {
  const fieldName = nodes[0]?.name.value ?? '';
  const read = readerOf(
    context.isEvent && parent === context.schema.getSubscriptionType() ? name : plannedName(name, fieldName),
  );
  if (fieldName === TypeNameMetaFieldDef.name) return { name, read, complete: () => parent.name };
  const meta = [SchemaMetaFieldDef, TypeMetaFieldDef].find((each) => each.name === fieldName);
  if (meta && parent === context.schema.getQueryType())
    return { name, read, complete: nullable(context.introspect(nodes)) };
  const type = parent.getFields()[fieldName]?.type;
  if (!type) return null;
  const denial = denialOf(context, nodes);
  const inner: Complete | undefined = denial && ((run) => run.deny(denial, nodes));
  return { name, read, complete: compileType(context, type, nodes, `${parent.name}.${fieldName}`, inner) };
}

/** A field that one selection may see and another may not has been fetched for the one. */
function denialOf({ denied }: ShapeContext, nodes: readonly FieldNode[]): Denial | undefined {
  const denials = nodes.map((node) => denied.get(node));
  return denials.includes(undefined) ? undefined : denials[0];
}

/** Nearly no name is one that each object inherits. */
function readerOf(name: string): (source: JsonObject) => unknown {
  return name in Object.prototype ? (source) => getOwn(source, name) : (source) => source[name];
}

const nullable =
  (complete: Complete): Complete =>
  (run, value) => {
    const completed = complete(run, value);
    return completed === failed ? null : completed;
  };

const nonNull =
  (complete: Complete, coordinate: string): Complete =>
  (run, value) =>
    complete(run, value) ?? run.violate(`Cannot return null for non-nullable field ${coordinate}.`);

/** CompleteValue of the GraphQL specification; `instead` takes the place of what the type itself would do. */
function compileType(
  context: ShapeContext,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  coordinate: string,
  instead?: Complete,
): Complete {
  const inner = instead ?? compileNullable(context, getNullableType(type), nodes, coordinate);
  return isNonNullType(type) ? nonNull(inner, coordinate) : nullable(inner);
}

function compileNullable(
  context: ShapeContext,
  type: GraphQLNullableType,
  nodes: readonly FieldNode[],
  coordinate: string,
): Complete {
  if (isLeafType(type)) return compileLeaf(type);
  if (isObjectType(type)) return unlessNull(compileObject(context, type, nodes));
  if (isAbstractType(type)) return unlessNull(compileAbstract(context, type, nodes));
  if (!isListType(type) || !isOutputType(type.ofType))
    throw new Error(`${coordinate} is no field of an output`);
  return unlessNull(compileList(compileType(context, type.ofType, nodes, coordinate), coordinate));
}

const unlessNull =
  (complete: Complete): Complete =>
  (run, value) =>
    value === null || value === undefined ? null : complete(run, value);

function compileList(complete: Complete, coordinate: string): Complete {
  return (run, value) => {
    if (!Array.isArray(value)) return run.violate(`Expected a list for field ${coordinate}.`);
    const completed: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      run.path.push(index);
      const item = complete(run, value[index]);
      run.path.pop();
      if (item === failed) return failed;
      completed.push(item);
    }
    return completed;
  };
}

function compileAbstract(
  context: ShapeContext,
  type: GraphQLAbstractType,
  nodes: readonly FieldNode[],
): Complete {
  const { schema, reader } = context;
  const anyType = anyTypeBehind(schema, reader, type, nodes);
  const byType = new Map<unknown, Complete>();
  const completeAs = (name: unknown): Complete => {
    const runtime = typeof name === 'string' ? schema.getType(name) : undefined;
    // Of a type the client must not know of, not even the name may get into a message.
    const isKnown = isObjectType(runtime) && schema.isSubType(type, runtime);
    if (!isKnown) return (run) => run.violate(`What is behind ${type.name} is none of its types.`);
    const complete = compileObject(context, runtime, nodes);
    byType.set(name, complete);
    return complete;
  };
  return (run, value) => {
    const said = isJsonObject(value) ? getOwn(value, '__typename') : undefined;
    // A subgraph that knows the interface as an object has no other name for what is behind it.
    const name = said === undefined || said === type.name ? anyType : said;
    return (byType.get(name) ?? completeAs(name))(run, value);
  };
}
