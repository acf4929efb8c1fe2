import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { Kind, OperationTypeNode, concatAST, type OperationDefinitionNode } from 'graphql';

const hookOf: Record<OperationTypeNode, string> = {
  [OperationTypeNode.QUERY]: 'useQuery',
  [OperationTypeNode.MUTATION]: 'useMutation',
  [OperationTypeNode.SUBSCRIPTION]: 'useSubscription',
};

const pascal = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function hook(operation: OperationDefinitionNode): string {
  if (!operation.name) throw new Error('Every operation needs a name: its hook is called after it.');
  const kind = pascal(operation.operation);
  const name = `${pascal(operation.name.value)}${kind}`;
  const types = `${name}, ${name}Variables`;
  const document = `${pascal(operation.name.value)}Document`;
  const base = `Apollo.${hookOf[operation.operation]}`;
  // A mutation gets its variables when it is called; the others cannot run without theirs.
  const needsVariables =
    operation.operation !== OperationTypeNode.MUTATION &&
    operation.variableDefinitions?.some(
      ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue,
    );
  return [
    `export const use${name} = (options${needsVariables ? '' : '?'}: ${base}.Options<${types}>) =>`,
    `  ${base}<${types}>(${document}, options${needsVariables ? '' : ' ?? {}'});`,
  ].join('\n');
}

/**
 * Writes `useXQuery`, `useXMutation` and `useXSubscription` over the typed documents of the same file. The published
 * plugin (typescript-react-apollo 5.0.0) does not type-check against Apollo Client 4.
 */
export const plugin: PluginFunction = (_schema, documents) => {
  const ast = concatAST(documents.flatMap(({ document }) => (document ? [document] : [])));
  const operations = ast.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return {
    prepend: operations.length > 0 ? ["import * as Apollo from '@apollo/client/react';"] : [],
    content: operations.map(hook).join('\n\n'),
  };
};
