import { Kind, parse, type SelectionSetNode } from 'graphql';

/**
 * A federated graph as plain data: what is generated, written as SDL, and made smaller. The SDL says no more than this;
 * which types and external fields a subgraph has to declare follows from the fields it resolves.
 */
export interface Model {
  readonly subgraphs: readonly string[];
  readonly objects: readonly ObjectModel[];
  readonly interfaces: readonly InterfaceModel[];
  readonly unions: readonly UnionModel[];
}

export interface ObjectModel {
  readonly name: string;
  readonly kind: 'root' | 'entity' | 'value';
  readonly isInaccessible: boolean;
  /** What an entity is known by in each subgraph; `id` where nothing is said. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly fields: readonly FieldModel[];
}

export interface FieldModel {
  readonly name: string;
  readonly type: string;
  /** As written: `(first: Int = 3)`, or nothing. */
  readonly args: string;
  /** The subgraphs that resolve it. */
  readonly in: readonly string[];
  /** The selection it is computed from. */
  readonly requires: string;
  /** Fields of the entity it returns that come along. */
  readonly provides: string;
  /** The subgraph that resolved it before. */
  readonly overrides: string;
  readonly isInaccessible: boolean;
}

export interface InterfaceModel {
  readonly name: string;
  /** Those that implement it, by the subgraphs that declare it. */
  readonly members: Readonly<Record<string, readonly string[]>>;
  readonly fields: readonly { readonly name: string; readonly type: string; readonly args: string }[];
  /** Whether it has the key of its entities. */
  readonly isKeyed: boolean;
  /** Where it is an object, which adds these fields to all of its entities. */
  readonly objectIn: string;
  readonly objectFields: readonly FieldModel[];
}

export interface UnionModel {
  readonly name: string;
  readonly members: Readonly<Record<string, readonly string[]>>;
}

/** Input types, enums and scalars are the same in all graphs. */
export const fixedTypes = {
  Color: 'enum Color { RED GREEN BLUE HIDDEN @inaccessible }',
  Blob: 'scalar Blob',
  Zone: 'type Zone @shareable { zone: String! }',
  Filter:
    'input Filter { text: String = "all" first: Int! = 2 colors: [Color!] blob: Blob inner: Filter grid: [[Int]] secret: Int @inaccessible }',
};

export const namedTypeOf = (type: string): string => type.replaceAll(/[[\]!]/g, '');

export function selectionOf(text: string): SelectionSetNode {
  const [definition] = parse(`{ ${text} }`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`This is no selection: ${text}`);
  return definition.selectionSet;
}

/** The names at the top of a selection: `a b { c }` has `a` and `b`. */
export function topNames(selection: string): string[] {
  if (selection === '') return [];
  return selectionOf(selection).selections.flatMap((node) =>
    node.kind === Kind.FIELD ? [node.name.value] : [],
  );
}

export function objectOf(model: Model, name: string): ObjectModel | undefined {
  return model.objects.find((object) => object.name === name);
}

export const field = (name: string, type: string, owners: readonly string[]): FieldModel => ({
  name,
  type,
  args: '',
  in: owners,
  requires: '',
  provides: '',
  overrides: '',
  isInaccessible: false,
});
