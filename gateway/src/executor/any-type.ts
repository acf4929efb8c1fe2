import {
  isInterfaceType,
  Kind,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type { SelectionReader } from './collect-fields.ts';

/**
 * Of an object of which only fields of its interface are wanted, the plan does not ask what it is where that takes another
 * fetch: any type behind the interface will do. Undefined where more is wanted.
 */
export function anyTypeBehind(
  schema: GraphQLSchema,
  reader: SelectionReader,
  type: GraphQLAbstractType,
  nodes: readonly FieldNode[],
): string | undefined {
  if (!isInterfaceType(type)) return undefined;
  const areOfInterface = (selections: readonly SelectionNode[]): boolean =>
    selections.every((node) => {
      if (!reader.isIncluded(node)) return true;
      if (node.kind === Kind.FIELD) return node.name.value !== '__typename';
      const { on = type.name, selections: inner } = reader.fragmentOf(node);
      return on === type.name && areOfInterface(inner);
    });
  const isAny = nodes.every(({ selectionSet }) => areOfInterface(selectionSet?.selections ?? []));
  return isAny ? schema.getPossibleTypes(type)[0]?.name : undefined;
}
