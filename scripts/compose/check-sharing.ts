import type { ServiceDefinition } from '@apollo/federation-internals';
import {
  Kind,
  print,
  type ConstDirectiveNode,
  type DocumentNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;
type Directives = readonly ConstDirectiveNode[] | undefined;

/** A field as one subgraph has it. */
interface Field {
  readonly subgraph: string;
  readonly typeName: string;
  readonly name: string;
  /** The directive as the field has it, and as its type does; undefined where they do not. */
  readonly said: string | undefined;
  readonly saidByType: string | undefined;
}

/** What a subgraph says of its own fields, and nobody for it. */
const spokenFor = ['sameForAll', 'cacheControl'];

/**
 * Composition joins what subgraphs say of a type and its fields, so that one of them would speak for all by `@sameForAll`,
 * or by `@cacheControl`. Returns the reasons against that: the fields of which another subgraph says more than their own
 * does.
 */
export function sharingReasons(services: readonly ServiceDefinition[]): string[] {
  return spokenFor.flatMap((directive) => reasonsFor(directive, services));
}

function reasonsFor(directive: string, services: readonly ServiceDefinition[]): string[] {
  const fields = services.flatMap(({ name, url, typeDefs }) =>
    // What a virtual subgraph has is the event's own, and nobody is asked for it.
    url?.startsWith('amqp:') ? [] : fieldsOf(directive, name, typeDefs),
  );
  return fields.flatMap((field) => {
    const { subgraph, typeName, name } = field;
    const own = field.said ?? field.saidByType;
    const sameType = fields.filter((each) => each.typeName === typeName);
    const joined =
      sameType.find((each) => each.name === name && each.said !== undefined)?.said ??
      sameType.find((each) => each.saidByType !== undefined)?.saidByType;
    if (joined === own) return [];
    return [
      `[${subgraph}] ${typeName}.${name} is composed with ${joined}, which ${subgraph} does not say of it.`,
    ];
  });
}

function fieldsOf(directive: string, subgraph: string, typeDefs: DocumentNode): Field[] {
  return typeDefs.definitions
    .filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION || each.kind === Kind.OBJECT_TYPE_EXTENSION)
    .flatMap((type) =>
      (type.fields ?? [])
        // A key is what the entity was referred to by, whoever resolves it; of an external field its owner speaks.
        .filter(({ name, directives }) => !isKey(type, name.value) && !use(directives, 'external'))
        .map(({ name, directives }) => ({
          subgraph,
          typeName: type.name.value,
          name: name.value,
          said: use(directives, directive),
          saidByType: use(type.directives, directive),
        })),
    );
}

function use(directives: Directives, name: string): string | undefined {
  const found = directives?.find((directive) => directive.name.value === name);
  return found && print(found);
}

function isKey({ directives }: ObjectNode, fieldName: string): boolean {
  return (directives ?? []).some(
    (directive) =>
      directive.name.value === 'key' &&
      directive.arguments?.some(
        ({ value }) => value.kind === Kind.STRING && value.value.trim() === fieldName,
      ),
  );
}
