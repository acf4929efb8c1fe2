import { Kind, visit, type DocumentNode } from 'graphql';

/** The document without the fragments and variables that nothing uses any more, so that it is valid. */
export function withUsedVariables(document: DocumentNode): DocumentNode {
  const fragments = new Set<string>();
  const variables = new Set<string>();
  const look = (name: string | undefined): void => {
    for (const definition of document.definitions) {
      const isWanted =
        definition.kind === Kind.FRAGMENT_DEFINITION
          ? definition.name.value === name
          : definition.kind === Kind.OPERATION_DEFINITION && name === undefined;
      if (!isWanted || !('selectionSet' in definition)) continue;
      visit(definition.selectionSet, {
        Variable: (node) => void variables.add(node.name.value),
        FragmentSpread: ({ name: { value } }) => {
          if (fragments.has(value)) return;
          fragments.add(value);
          look(value);
        },
      });
    }
  };
  look(undefined);
  return visit(document, {
    VariableDefinition: (node) => (variables.has(node.variable.name.value) ? undefined : null),
    FragmentDefinition: (node) => (fragments.has(node.name.value) ? undefined : null),
  });
}
