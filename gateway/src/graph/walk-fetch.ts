import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';

/** A field that a fetch selects, with what was said of the field around it. */
export interface FetchedField<Context> {
  readonly typeName: string;
  readonly fieldName: string;
  readonly around: Context;
}

/**
 * Looks at each field of a fetch, from the outside in, but for `_entities`, which belongs to no type of the graph. `look`
 * says what the fields within are told, or null to end it there. Returns whether it was never ended.
 */
export function walkFetch<Context>(
  supergraphSchema: GraphQLSchema,
  document: DocumentNode,
  outermost: Context,
  look: (field: FetchedField<Context>) => Context | null,
): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const walk = (selection: SelectionNode, typeName: string, around: Context): boolean => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      return fragment !== undefined && walkAll(fragment.selectionSet.selections, typeOf(fragment), around);
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition?.name.value ?? typeName;
      return walkAll(selection.selectionSet.selections, narrowed, around);
    }
    const fieldName = selection.name.value;
    const within = fieldName === '_entities' ? around : look({ typeName, fieldName, around });
    if (within === null) return false;
    const returned = returnedBy(supergraphSchema, typeName, fieldName);
    return walkAll(selection.selectionSet?.selections ?? [], returned, within);
  };
  const walkAll = (selections: readonly SelectionNode[], typeName: string, around: Context) =>
    selections.every((selection) => walk(selection, typeName, around));
  const [root] = document.definitions;
  if (root?.kind !== Kind.OPERATION_DEFINITION) return false;
  return walkAll(root.selectionSet.selections, supergraphSchema.getQueryType()?.name ?? '', outermost);
}

const typeOf = ({ typeCondition }: FragmentDefinitionNode): string => typeCondition.name.value;

function returnedBy(supergraphSchema: GraphQLSchema, typeName: string, fieldName: string): string {
  const type = supergraphSchema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  return field ? getNamedType(field.type).name : '';
}
