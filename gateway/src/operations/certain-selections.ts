import {
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

const conditions = new Set(['skip', 'include']);

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Whether a condition holds whatever the variables are; undefined where they say. */
function holds({ name, arguments: args = [] }: DirectiveNode): boolean | undefined {
  const value = args.find((arg) => arg.name.value === 'if')?.value;
  if (!conditions.has(name.value) || value?.kind !== Kind.BOOLEAN) return undefined;
  return value.value === (name.value === 'include');
}

const isConditional = ({ directives = [] }: SelectionNode): boolean =>
  directives.some(({ name }) => conditions.has(name.value));

/** Without conditions that always hold; null where one never does. */
function resolve<Node extends SelectionNode>(node: Node): Node | null | undefined {
  const { directives = [] } = node;
  const known = directives.map(holds);
  if (known.includes(false)) return null;
  if (!known.includes(true)) return undefined;
  return { ...node, directives: directives.filter((_, index) => known[index] === undefined) };
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
 * The document as it is planned: conditions that do not depend on variables are resolved, and a selection of which the others may
 * leave nothing asks for the type's name. Of an object of which nothing is wanted the planner would not fetch whether it is
 * there, and the specification has `{}` where it is and null where it is not. The document must be valid.
 */
export function withCertainSelections(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
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
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: { enter: (node) => (isEvent() ? undefined : resolve(node)) },
      InlineFragment: { enter: resolve<InlineFragmentNode> },
      FragmentSpread: { enter: resolve<FragmentSpreadNode> },
      SelectionSet: { leave: complete },
    }),
  );
}
