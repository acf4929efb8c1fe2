import {
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { denialOf, type Denial, type Requirement, type RuledViewer } from './requirement.ts';
import type { AuthorizationRules } from './rules.ts';

/** The guarded fields of one document. */
export type GuardedFields = ReadonlyMap<FieldNode, Requirement>;

/** The fields of one document that one kind of viewer may not see. */
export type DeniedFields = ReadonlyMap<FieldNode, Denial>;

/** Finds the guarded fields; the document must be valid against the schema. */
export function findGuardedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  rules: AuthorizationRules,
): GuardedFields {
  const guarded = new Map<FieldNode, Requirement>();
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const parent = typeInfo.getParentType();
        const requirement = parent && rules.of(parent.name, node.name.value);
        if (requirement) guarded.set(node, requirement);
      },
    }),
  );
  return guarded;
}

/** The guarded fields the viewer may not see. */
export function denyFields(guarded: GuardedFields, viewer: RuledViewer | null): DeniedFields {
  const denied = new Map<FieldNode, Denial>();
  for (const [field, requirement] of guarded) {
    const denial = denialOf(requirement, viewer);
    if (denial) denied.set(field, denial);
  }
  return denied;
}

/** The same for all viewers who are denied the same fields of a document for the same reasons: one plan serves them. */
export function authorizationClass(guarded: GuardedFields, denied: DeniedFields): string {
  let text = '';
  for (const field of guarded.keys()) text += denied.get(field)?.charAt(0) ?? '-';
  return text;
}

const typenameOnly: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};

/**
 * The document without the denied fields. A selection that loses all of its fields keeps `__typename`, so that whether
 * the object exists is still asked and the denial appears where the field would have stood.
 */
export function withoutFields(document: DocumentNode, denied: DeniedFields): DocumentNode {
  if (denied.size === 0) return document;
  return visit(document, {
    Field: { enter: (node) => (denied.has(node) ? null : undefined) },
    SelectionSet: { leave: (node) => (node.selections.length === 0 ? typenameOnly : undefined) },
  });
}
