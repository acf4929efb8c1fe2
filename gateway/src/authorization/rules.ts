import {
  baseType,
  isInterfaceType,
  isObjectType,
  type InterfaceType,
  type NamedType,
  type ObjectType,
  type Schema,
} from '@apollo/federation-internals';
import { z } from 'zod';
import { isPolicy } from '@payloom/subgraph-kit/policies';
import {
  authenticatedIdentity,
  policyIdentity,
  requiresScopesIdentity,
  SupergraphError,
} from '../graph/read-supergraph.ts';
import { allOf, type Requirement } from './requirement.ts';

const scopesSchema = z.object({ scopes: z.array(z.array(z.string())) });
const policiesSchema = z.object({ policies: z.array(z.array(z.string())) });

/** What directives can be applied to, as far as rules go. */
interface Ruled {
  appliedDirectivesOf(name: string): { arguments(): Record<string, unknown> }[];
}

/**
 * The rules of a supergraph, read from `@authenticated`, `@requiresScopes` and `@policy`. A field is guarded by its own rules,
 * by those of the type it is on and of the type it returns; a field of an interface also by those of every type that
 * might be behind it, since which one it is shows only when it is too late.
 */
export class AuthorizationRules {
  readonly #schema: Schema;
  readonly #authenticated: string | undefined;
  readonly #requiresScopes: string | undefined;
  readonly #policy: string | undefined;
  readonly #known = new Map<string, Requirement | null>();

  constructor(supergraphSchema: Schema) {
    const features = supergraphSchema.coreFeatures;
    const nameOf = (identity: string, directive: string) =>
      features?.getByIdentity(identity)?.directiveNameInSchema(directive);
    this.#schema = supergraphSchema;
    this.#authenticated = nameOf(authenticatedIdentity, 'authenticated');
    this.#requiresScopes = nameOf(requiresScopesIdentity, 'requiresScopes');
    this.#policy = nameOf(policyIdentity, 'policy');
    this.#refuseUnknownPolicies();
  }

  /** What it takes to select `fieldName` on `typeName`, or null when anybody may. */
  of(typeName: string, fieldName: string): Requirement | null {
    const key = `${typeName}.${fieldName}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const requirement = this.#read(typeName, fieldName);
    this.#known.set(key, requirement);
    return requirement;
  }

  /** Nobody would ever see what it guards; better to say so than to find out. */
  #refuseUnknownPolicies(): void {
    const definition = this.#policy === undefined ? undefined : this.#schema.directive(this.#policy);
    for (const use of definition?.applications() ?? [])
      for (const name of policiesSchema.parse(use.arguments()).policies.flat())
        if (!isPolicy(name)) throw new SupergraphError(`it asks for the policy ${name}, which nobody knows`);
  }

  #read(typeName: string, fieldName: string): Requirement | null {
    const type = this.#schema.type(typeName);
    if (!type || !(isObjectType(type) || isInterfaceType(type))) return null;
    const own = this.#ofField(type, fieldName);
    if (!isInterfaceType(type)) return own;
    return allOf([own, ...type.allImplementations().map((each) => this.#ofField(each, fieldName))]);
  }

  #ofField(type: ObjectType | InterfaceType, fieldName: string): Requirement | null {
    const field = type.field(fieldName);
    // `__typename`, and what a subgraph has but this type has not.
    if (!field?.type) return null;
    const returned: NamedType = baseType(field.type);
    return allOf([this.#applied(field), this.#applied(type), this.#applied(returned)]);
  }

  #applied(element: Ruled): Requirement | null {
    const uses = (name: string | undefined) => (name === undefined ? [] : element.appliedDirectivesOf(name));
    const scopes = uses(this.#requiresScopes).map((use) => scopesSchema.parse(use.arguments()).scopes);
    const policies = uses(this.#policy).map((use) => policiesSchema.parse(use.arguments()).policies);
    const isRuled = scopes.length > 0 || policies.length > 0 || uses(this.#authenticated).length > 0;
    return isRuled ? { scopes, policies } : null;
  }
}
