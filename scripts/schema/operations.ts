import {
  Kind,
  parse,
  Source,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';

/** A file of operations and fragments. */
export interface OperationSource {
  readonly path: string;
  readonly text: string;
}

/** An operation that a client sends, with the fragments it spreads. */
export interface Operation {
  readonly name: string;
  readonly path: string;
  readonly document: DocumentNode;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fragments that a definition spreads, and those that they spread; one that nobody defines is left out. */
function spreadBy(definition: OperationDefinitionNode, fragments: Fragments): FragmentDefinitionNode[] {
  const found = new Map<string, FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (!fragment || found.has(name.value)) return;
        found.set(name.value, fragment);
        follow(fragment);
      },
    });
  };
  follow(definition);
  return [...found.values()];
}

/**
 * Every operation of some files, in their order. A fragment may stand in any of them, as the code that is generated from
 * them allows. Throws a GraphQLError that names the file which cannot be read.
 */
export function readOperations(sources: readonly OperationSource[]): Operation[] {
  const files = sources.map(({ path, text }) => ({ path, document: parse(new Source(text, path)) }));
  const fragments: Fragments = new Map(
    files
      .flatMap(({ document }) => document.definitions)
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return files.flatMap(({ path, document }) =>
    document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .map((definition) => ({
        name: definition.name?.value ?? definition.operation,
        path,
        document: { kind: Kind.DOCUMENT, definitions: [definition, ...spreadBy(definition, fragments)] },
      })),
  );
}
