import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  doTypesOverlap,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isCompositeType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLSchema,
} from 'graphql';

/** A place in a mutation's arguments where a value stands. */
export interface Place {
  readonly path: readonly string[];
  readonly type: GraphQLNamedInputType;
  readonly isNonNull: boolean;
  /** It has a value where none is given. */
  readonly hasDefault: boolean;
  readonly isList: boolean;
}

export interface Mutation {
  readonly name: string;
  readonly document: string;
  readonly places: readonly Place[];
}

const apiPath = join(import.meta.dirname, '../../../schema/api.graphql');

/** The graph as clients see it. */
export const readApi = (): GraphQLSchema => buildSchema(readFileSync(apiPath, 'utf8'));

function isListed(type: GraphQLInputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** The place itself, and those inside it where it holds an object. */
function placesAt(
  path: readonly string[],
  { type, defaultValue }: GraphQLArgument | GraphQLInputField,
): Place[] {
  const named = getNamedType(type);
  const place = {
    path,
    type: named,
    isNonNull: isNonNullType(type),
    hasDefault: defaultValue !== undefined,
    isList: isListed(type),
  };
  if (!isInputObjectType(named) || place.isList) return [place];
  const inner = Object.values(named.getFields()).flatMap((field) => placesAt([...path, field.name], field));
  return [place, ...inner];
}

/** What a result says of itself: its type, and the sentence of a problem. */
function selectionOf(schema: GraphQLSchema, type: unknown): string {
  const problem = schema.getType('Problem');
  const canFail = isCompositeType(type) && isCompositeType(problem) && doTypesOverlap(schema, type, problem);
  return canFail ? '{ __typename ... on Problem { message } }' : '{ __typename }';
}

/** Every mutation of the graph, with a document that does it. */
export function mutationsOf(schema: GraphQLSchema): Mutation[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args, type }) => {
    const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const result = getNamedType(type);
    const selection = isCompositeType(result) ? selectionOf(schema, result) : '';
    const document =
      args.length > 0
        ? `mutation Try(${declared}) { outcome: ${name}(${given}) ${selection} }`
        : `mutation Try { outcome: ${name} ${selection} }`;
    return { name, document, places: args.flatMap((arg) => placesAt([arg.name], arg)) };
  });
}
