import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type { JsonObject } from './json.ts';

/** The nodes that select one field, by its response name, in the order of the response. */
export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** What an operation selects with its conditions decided. */
export class SelectionReader {
  readonly #schema: GraphQLSchema;
  readonly #variables: JsonObject;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  /** The variables have defaults; those that no condition looks at do not matter. */
  constructor(schema: GraphQLSchema, document: DocumentNode, variables: JsonObject) {
    this.#schema = schema;
    this.#variables = variables;
    for (const each of document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(each.name.value, each);
  }

  /** CollectFields of the GraphQL specification, over the selections of several nodes together. */
  collect(type: GraphQLObjectType, nodes: readonly Pick<FieldNode, 'selectionSet'>[]): CollectedFields {
    const fields = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    const add = (selections: readonly SelectionNode[]): void => {
      for (const node of selections) {
        if (!this.isIncluded(node)) continue;
        if (node.kind === Kind.FIELD) {
          const name = (node.alias ?? node.name).value;
          fields.set(name, [...(fields.get(name) ?? []), node]);
          continue;
        }
        if (node.kind === Kind.FRAGMENT_SPREAD) {
          if (seen.has(node.name.value)) continue;
          seen.add(node.name.value);
        }
        const { on, selections: inner } = this.fragmentOf(node);
        if (this.#isOn(type, on)) add(inner);
      }
    };
    for (const { selectionSet } of nodes) add(selectionSet?.selections ?? []);
    return fields;
  }

  isIncluded(node: SelectionNode): boolean {
    const valueOf = (directive: typeof GraphQLSkipDirective) =>
      getDirectiveValues(directive, node, this.#variables)?.if;
    return valueOf(GraphQLSkipDirective) !== true && valueOf(GraphQLIncludeDirective) !== false;
  }

  /** The type that a fragment is on, where it says so, and what it selects. */
  fragmentOf(node: Exclude<SelectionNode, FieldNode>): {
    on: string | undefined;
    selections: readonly SelectionNode[];
  } {
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(node.name.value) : node;
    return {
      on: fragment?.typeCondition?.name.value,
      selections: fragment?.selectionSet.selections ?? [],
    };
  }

  #isOn(type: GraphQLObjectType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const expected = this.#schema.getType(condition);
    return isAbstractType(expected) && this.#schema.isSubType(expected, type);
  }
}
