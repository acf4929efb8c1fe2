import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** The introspection query of GraphiQL has about 300; the largest of our clients' operations fewer. */
export const operationTokensMax = 2_000;
export const operationDepthMax = 15;

/**
 * A validation rule against operations that nest deeper than anything sensible. Introspection has a rule of its own in
 * graphql-js, and is not counted.
 */
export function depthLimitRule(context: ValidationContext): ASTVisitor {
  const depths = new Map<SelectionSetNode, number>();

  const depthOf = (set: SelectionSetNode): number => {
    const known = depths.get(set);
    if (known !== undefined) return known;
    // A fragment that contains itself is refused by another rule; here it must only come to an end.
    depths.set(set, 0);
    const depth = Math.max(0, ...set.selections.map(depthOfSelection));
    depths.set(set, depth);
    return depth;
  };
  const depthOfSelection = (selection: SelectionSetNode['selections'][number]): number => {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value.startsWith('__')) return 0;
      return 1 + (selection.selectionSet ? depthOf(selection.selectionSet) : 0);
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet);
    const fragment = context.getFragment(selection.name.value);
    return fragment ? depthOf(fragment.selectionSet) : 0;
  };

  return {
    OperationDefinition(node) {
      if (depthOf(node.selectionSet) <= operationDepthMax) return;
      context.reportError(
        new GraphQLError(`The operation nests deeper than ${operationDepthMax} fields.`, { nodes: node }),
      );
    },
  };
}
