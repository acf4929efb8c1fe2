import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** Whatever can be sent as a value of an input type: its enums, its fields and theirs. */
function addInput(type: GraphQLInputType, used: Set<string>): void {
  const named = getNamedType(type);
  if (used.has(named.name)) return;
  used.add(named.name);
  if (isEnumType(named)) for (const { name } of named.getValues()) used.add(`${named.name}.${name}`);
  if (!isInputObjectType(named)) return;
  for (const field of Object.values(named.getFields())) {
    used.add(`${named.name}.${field.name}`);
    addInput(field.type, used);
  }
}

/**
 * The schema coordinates (https://spec.graphql.org/draft/#sec-Schema-Coordinates, an argument as `Type.field.argument`)
 * that an operation leans on. Of a variable's type that is all it has, for a client may send any of it; of an enum that
 * is only read it is nothing, for a value that is not sent any more harms nobody.
 */
export function coordinatesOf(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  const info = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(info, {
    Field() {
      const [parent, field] = [info.getParentType(), info.getFieldDef()];
      if (parent && field) used.add(`${parent.name}.${field.name}`);
    },
    Argument() {
      const [parent, field, argument] = [info.getParentType(), info.getFieldDef(), info.getArgument()];
      if (!parent || !field || !argument) return;
      used.add(`${parent.name}.${field.name}.${argument.name}`);
      addInput(argument.type, used);
    },
  });
  visit(document, visitor);
  return used;
}
