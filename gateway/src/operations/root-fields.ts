import { Kind, type FieldNode, type SelectionNode } from 'graphql';
import type { OperationSource } from './prepared-operation.ts';

/** The fields an operation selects on its root type, through fragments. */
export function rootFieldsOf({
  document,
  operation,
}: Pick<OperationSource, 'document' | 'operation'>): FieldNode[] {
  const fieldsOf = (selections: readonly SelectionNode[]): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet.selections);
      const fragment = document.definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsOf(fragment.selectionSet.selections) : [];
    });
  return fieldsOf(operation.selectionSet.selections);
}
