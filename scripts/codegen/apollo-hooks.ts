import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { Kind, OperationTypeNode, concatAST, type OperationDefinitionNode } from 'graphql';

const hookOf: Record<OperationTypeNode, string> = {
  [OperationTypeNode.QUERY]: 'useQuery',
  [OperationTypeNode.MUTATION]: 'useMutation',
  [OperationTypeNode.SUBSCRIPTION]: 'useSubscription',
};

const pascal = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Documents of files of this name are sent from pages that are shown before there is a client. */
const laterFile = /\.later\.graphql$/;

function laterHook(operation: OperationDefinitionNode): string {
  if (!operation.name || operation.operation !== OperationTypeNode.MUTATION)
    throw new Error('What is sent before there is a client are mutations that have a name.');
  const name = pascal(operation.name.value);
  const types = `${name}Mutation, ${name}MutationVariables`;
  return `export const use${name}Mutation = () => useLaterMutation<${types}>(${name}Document);`;
}

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

const importClient = "import * as Apollo from '@apollo/client/react';";
const importLater = "import { useLaterMutation } from '@payloom/apollo-client/use-later-mutation';";

/**
 * Writes `useXQuery`, `useXMutation` and `useXSubscription` over the typed documents of the same file. The published
 * plugin (typescript-react-apollo 5.0.0) does not type-check against Apollo Client 4. Mutations of `*.later.graphql` get hooks
 * that bring the client with them.
 */
export const plugin: PluginFunction = (_schema, documents) => {
  const ast = concatAST(documents.flatMap(({ document }) => (document ? [document] : [])));
  const operations = ast.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operations.length === 0) return { content: '' };
  const isLater = documents.some(({ location = '' }) => laterFile.test(location));
  return {
    prepend: [isLater ? importLater : importClient],
    content: operations.map(isLater ? laterHook : hook).join('\n\n'),
  };
};
