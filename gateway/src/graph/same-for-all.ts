import {
  isInterfaceType,
  isObjectType,
  type InterfaceType,
  type ObjectType,
  type Schema,
} from '@apollo/federation-internals';
import { z } from 'zod';
import { sharingIdentity } from './read-supergraph.ts';

const withSchema = z.object({ with: z.array(z.string()).nullish() });
const keySchema = z.object({ key: z.string().nullish() });

/** What directives can be applied to, as far as sharing goes. */
interface Declared {
  appliedDirectivesOf(name: string): { arguments(): Record<string, unknown> }[];
}

/**
 * What a supergraph says of fields by `@sameForAll(with: [scope])`: everybody who holds the scopes, and may see the field
 * at all, gets the same value. Said of a type, it holds for the fields that do not say it themselves. Of what does not
 * say so nothing is taken for granted, but for keys: an entity's key is what it was referred to by.
 */
export class SameForAll {
  readonly #schema: Schema;
  readonly #directive: string | undefined;
  readonly #known = new Map<string, readonly string[] | null>();

  constructor(supergraphSchema: Schema) {
    this.#schema = supergraphSchema;
    this.#directive = supergraphSchema.coreFeatures
      ?.getByIdentity(sharingIdentity)
      ?.directiveNameInSchema('sameForAll');
  }

  /** The scopes whose holders get the same for `fieldName` on `typeName`; null when the value is anybody's own. */
  scopesFor(typeName: string, fieldName: string): readonly string[] | null {
    const coordinate = `${typeName}.${fieldName}`;
    const known = this.#known.get(coordinate);
    if (known !== undefined) return known;
    const scopes = this.#read(typeName, fieldName);
    this.#known.set(coordinate, scopes);
    return scopes;
  }

  #read(typeName: string, fieldName: string): readonly string[] | null {
    const type = this.#schema.type(typeName);
    if (fieldName === '__typename') return [];
    if (!type || !(isObjectType(type) || isInterfaceType(type))) return null;
    if (isObjectType(type)) return this.#ofField(type, fieldName);
    // Which of its types it is shows only when it is too late.
    const all = type.allImplementations().map((each) => this.#ofField(each, fieldName));
    return all.includes(null) ? null : [...new Set(all.flatMap((scopes) => scopes ?? []))];
  }

  #ofField(type: ObjectType | InterfaceType, fieldName: string): readonly string[] | null {
    const field = type.field(fieldName);
    if (!field) return null;
    return this.#said(field) ?? this.#said(type) ?? (isKeyField(type, fieldName) ? [] : null);
  }

  #said(element: Declared): readonly string[] | null {
    if (this.#directive === undefined) return null;
    const [use] = element.appliedDirectivesOf(this.#directive);
    return use ? (withSchema.parse(use.arguments()).with ?? []) : null;
  }
}

/** Whether the field alone is a key of the type, in any subgraph. */
export function isKeyField(type: Declared, fieldName: string): boolean {
  return type
    .appliedDirectivesOf('join__type')
    .some((use) => keySchema.parse(use.arguments()).key?.trim() === fieldName);
}
