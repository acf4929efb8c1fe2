import {
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { getOwn, type JsonObject } from '../executor/json.ts';
import { plannedName } from '../executor/planned-name.ts';

const conditions = new Set(['skip', 'include']);

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const conditionOf = ({ name, arguments: args = [] }: DirectiveNode): ValueNode | undefined =>
  conditions.has(name.value) ? args.find((arg) => arg.name.value === 'if')?.value : undefined;

/** The variables that conditions of the document depend on. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      const value = conditionOf(node);
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}

/** Whether a condition holds; undefined where that is not known. */
function holds(directive: DirectiveNode, variables: JsonObject): boolean | undefined {
  const condition = conditionOf(directive);
  const value =
    condition?.kind === Kind.VARIABLE
      ? getOwn(variables, condition.name.value)
      : condition?.kind === Kind.BOOLEAN && condition.value;
  return condition && typeof value === 'boolean' ? value === (directive.name.value === 'include') : undefined;
}

const isConditional = ({ directives = [] }: SelectionNode): boolean =>
  directives.some(({ name }) => conditions.has(name.value));

/** Without conditions that hold; null where one does not. */
function resolve<Node extends SelectionNode>(node: Node, variables: JsonObject): Node | null | undefined {
  const { directives = [] } = node;
  const known = directives.map((directive) => holds(directive, variables));
  if (known.includes(false)) return null;
  if (!known.includes(true)) return undefined;
  return { ...node, directives: directives.filter((_, index) => known[index] === undefined) };
}

function resolveField(node: FieldNode, variables: JsonObject): FieldNode | null | undefined {
  const resolved = resolve(node, variables);
  const { alias, name } = node;
  if (resolved === null || !alias || alias.value === name.value) return resolved;
  return { ...(resolved ?? node), alias: { ...alias, value: plannedName(alias.value, name.value) } };
}

/** The type that a fragment is on, by its name. */
function fragmentTypes(document: DocumentNode): Map<string, string> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? [[definition.name.value, definition.typeCondition.name.value] as const]
        : [],
    ),
  );
}

function typeOf(
  node: FragmentSpreadNode | InlineFragmentNode,
  types: ReadonlyMap<string, string>,
): string | undefined {
  return node.kind === Kind.FRAGMENT_SPREAD ? types.get(node.name.value) : node.typeCondition?.name.value;
}

/**
 * The document as it is planned with these variables: conditions are resolved, and a selection of which nothing may be left
 * asks for the type's name. Of an object of which nothing is wanted the planner would not fetch whether it is there, and the
 * specification has `{}` where it is and null where it is not. Where it does not know a condition, the planner runs a
 * mutation twice that is selected twice, and leaves out an entity for which a value is required only on a condition. Aliases
 * are kept apart from the names of fields. The document must be valid.
 */
export function withCertainSelections(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: JsonObject = {},
): DocumentNode {
  const types = fragmentTypes(document);
  const typeInfo = new TypeInfo(schema);
  const isCertain = (node: SelectionNode): boolean => {
    if (isConditional(node)) return false;
    if (node.kind === Kind.FIELD) return true;
    const type = typeOf(node, types);
    return type === undefined || type === typeInfo.getParentType()?.name;
  };
  // What a subscription selects at its root is its event.
  const isEvent = (): boolean => typeInfo.getParentType() === schema.getSubscriptionType();
  const complete = (node: SelectionSetNode): SelectionSetNode | undefined =>
    isEvent() || node.selections.some(isCertain)
      ? undefined
      : { ...node, selections: [...node.selections, typename] };
  const certain = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: { enter: (node) => (isEvent() ? undefined : resolveField(node, variables)) },
      InlineFragment: { enter: (node: InlineFragmentNode) => resolve(node, variables) },
      FragmentSpread: { enter: (node: FragmentSpreadNode) => resolve(node, variables) },
      SelectionSet: { leave: complete },
    }),
  );
  const definitions = certain.definitions.map((node) =>
    node.kind === Kind.OPERATION_DEFINITION && node.operation === OperationTypeNode.MUTATION
      ? inOrder(node, certain)
      : node,
  );
  return { ...certain, definitions };
}

/**
 * The mutation without fragments at its root. The planner takes fragments that look alike together, and would run what
 * stands in the second of them before what stands between.
 */
function inOrder(node: OperationDefinitionNode, { definitions }: DocumentNode): OperationDefinitionNode {
  const fieldsOf = ({ selections }: SelectionSetNode): SelectionNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD || isConditional(selection)) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
      const fragment = definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsOf(fragment.selectionSet) : [];
    });
  return { ...node, selectionSet: { ...node.selectionSet, selections: fieldsOf(node.selectionSet) } };
}
