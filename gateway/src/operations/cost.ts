import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { JsonObject } from '../executor/json.ts';
import type { CostRules, ListRule } from './cost-rules.ts';

/** Where nothing is said of a list. */
const listSizeDefault = 10;
const mutationCost = 10;

/** A number, or how to work it out once the variables are known. */
export type Cost = number | ((variables: JsonObject) => number);

const valueOf = (cost: Cost, variables: JsonObject): number =>
  typeof cost === 'number' ? cost : cost(variables);

function sum(costs: readonly Cost[]): Cost {
  const fixed = costs.reduce<number>((total, cost) => total + (typeof cost === 'number' ? cost : 0), 0);
  const open = costs.filter((cost) => typeof cost === 'function');
  if (open.length === 0) return fixed;
  return (variables) => open.reduce((total, cost) => total + cost(variables), fixed);
}

function product(one: Cost, other: Cost): Cost {
  if (typeof one === 'number' && typeof other === 'number') return one * other;
  return (variables) => valueOf(one, variables) * valueOf(other, variables);
}

interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/**
 * Works out what an operation costs before it is run: an object 1, a list as many as it may have, other values nothing,
 * where the schema says nothing else. What is the same whatever the variables is added up once.
 */
export class CostCompiler {
  readonly #schema: GraphQLSchema;
  readonly #rules: CostRules;

  constructor(schema: GraphQLSchema, rules: CostRules) {
    this.#schema = schema;
    this.#rules = rules;
  }

  compile({ document, operation }: Operation): Cost {
    const root = this.#schema.getRootType(operation.operation);
    const fragments = new Map(
      document.definitions.flatMap((each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
      ),
    );
    const ofSelections = (
      type: GraphQLNamedType,
      selections: readonly SelectionNode[],
      sizes: ReadonlyMap<string, Cost>,
    ): Cost =>
      sum(
        selections.map((selection) => {
          if (selection.kind === Kind.FIELD) return ofField(type, selection, sizes);
          const part =
            selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
          const on = part?.typeCondition && this.#schema.getType(part.typeCondition.name.value);
          return part ? ofSelections(on ?? type, part.selectionSet.selections, sizes) : 0;
        }),
      );
    const ofField = (type: GraphQLNamedType, node: FieldNode, sizes: ReadonlyMap<string, Cost>): Cost => {
      const field = fieldOf(type, node);
      if (!field) return 0;
      const { size, inner } = this.#sizes(type, field, node, sizes);
      const returned = getNamedType(field.type);
      const below = node.selectionSet ? ofSelections(returned, node.selectionSet.selections, inner) : 0;
      return sum([
        product(size, sum([this.#weight(type, field), below])),
        this.#argumentWeights(type, field, node),
      ]);
    };
    const fixed = operation.operation === OperationTypeNode.MUTATION ? mutationCost : 0;
    return root ? sum([fixed, ofSelections(root, operation.selectionSet.selections, new Map())]) : fixed;
  }

  #weight(type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): number {
    const returned = getNamedType(field.type);
    const ofReturned = this.#rules.ofType(returned.name) ?? (isCompositeType(returned) ? 1 : 0);
    return this.#rules.ofField(type.name, field.name) ?? ofReturned;
  }

  #argumentWeights(type: GraphQLNamedType, field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const given = (node.arguments ?? []).map(
      ({ name }) => this.#rules.ofArgument(type.name, field.name, name.value) ?? 0,
    );
    return given.reduce((total, weight) => total + weight, 0);
  }

  /** How many of it there are, and of the lists inside it that it sizes. */
  #sizes(
    type: GraphQLNamedType,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    sizes: ReadonlyMap<string, Cost>,
  ): { size: Cost; inner: ReadonlyMap<string, Cost> } {
    const rule = this.#rules.listRule(type.name, field.name);
    const ruled = rule && sizeBy(rule, field, node);
    const inner = new Map((rule?.sizedFields ?? []).map((name) => [name, ruled ?? listSizeDefault]));
    if (!isListType(getNullableType(field.type))) return { size: 1, inner };
    const own = inner.size === 0 ? ruled : undefined;
    return { size: sizes.get(field.name) ?? own ?? listSizeDefault, inner };
  }
}

function fieldOf(type: GraphQLNamedType, node: FieldNode): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
}

function sizeBy(
  { slicingArguments, assumedSize = listSizeDefault }: ListRule,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Cost {
  if (slicingArguments.length === 0) return assumedSize;
  return (variables) => {
    const args = getArgumentValues(field, node, variables);
    const asked = slicingArguments.map((name) => args[name]).filter((value) => typeof value === 'number');
    return asked.length === 0 ? assumedSize : Math.max(0, ...asked);
  };
}
