import {
  isInterfaceType,
  isObjectType,
  type InterfaceType,
  type ObjectType,
  type Schema,
} from '@apollo/federation-internals';
import { z } from 'zod';
import { cachingIdentity } from '../graph/read-supergraph.ts';
import { isKeyField } from '../graph/same-for-all.ts';

/** Nothing is kept for longer, whatever a graph says. */
export const maxAgeMaxSeconds = 60;

const useSchema = z.object({
  maxAge: z.number().int().nullish(),
  inheritMaxAge: z.boolean().nullish(),
  changedBy: z.array(z.string()).nullish(),
  by: z.string().nullish(),
});

/** `payments.payment.*`: all that may happen to a kind of entity. */
const familyPattern = /^([a-z]+\.[a-z-]+)\.\*$/;

/** What a graph says of how long a value may be kept. */
export interface CacheHint {
  readonly maxAgeSeconds: number;
  /** The events that tell of its changes, as `payments.payment`. */
  readonly families: readonly string[];
  /** Whether those change it that tell of the entity it is a field of, and no others. */
  readonly byEntity: boolean;
}

/** What is said of a field. Neither: its value may not be kept. */
export interface SaidOfField {
  readonly own: CacheHint | null;
  /** Whether it may be kept wherever, and as long as, what leads to it may. */
  readonly inherits: boolean;
  /** Whether it is known before it is fetched: a key of the type, or the type's name. */
  readonly isKey: boolean;
}

const nothingSaid: SaidOfField = { own: null, inherits: false, isKey: false };
const keySaid: SaidOfField = { own: null, inherits: true, isKey: true };

/** What directives can be applied to, as far as caching goes. */
interface Declared {
  appliedDirectivesOf(name: string): { arguments(): Record<string, unknown> }[];
}

/**
 * What a supergraph says of fields by `@cacheControl(maxAge:, inheritMaxAge:, changedBy:, by:)`. Said of a type, it holds for
 * the fields that do not say it themselves. What does not say so is not kept, but for keys beside something that is: an
 * entity's key is what it was referred to by.
 */
export class CacheHints {
  readonly #schema: Schema;
  readonly #directive: string | undefined;
  readonly #known = new Map<string, SaidOfField>();

  constructor(supergraphSchema: Schema) {
    this.#schema = supergraphSchema;
    this.#directive = supergraphSchema.coreFeatures
      ?.getByIdentity(cachingIdentity)
      ?.directiveNameInSchema('cacheControl');
  }

  /** Whether the graph says it of anything at all. */
  get isEmpty(): boolean {
    return this.#directive === undefined;
  }

  /** What is said of `fieldName` on `typeName`. */
  of(typeName: string, fieldName: string): SaidOfField {
    const coordinate = `${typeName}.${fieldName}`;
    const known = this.#known.get(coordinate);
    if (known !== undefined) return known;
    const said = this.#read(typeName, fieldName);
    this.#known.set(coordinate, said);
    return said;
  }

  #read(typeName: string, fieldName: string): SaidOfField {
    const type = this.#schema.type(typeName);
    if (fieldName === '__typename') return keySaid;
    if (!type || !(isObjectType(type) || isInterfaceType(type))) return nothingSaid;
    if (isObjectType(type)) return this.#ofField(type, fieldName);
    // Which of its types it is shows only when it is too late.
    const all = type.allImplementations().map((each) => this.#ofField(each, fieldName));
    const own = all.map((said) => said.own);
    return {
      own: own.length > 0 && own.every((hint) => hint !== null) ? strictest(own) : null,
      inherits: all.length > 0 && all.every((said) => said.inherits),
      isKey: all.length > 0 && all.every((said) => said.isKey),
    };
  }

  #ofField(type: ObjectType | InterfaceType, fieldName: string): SaidOfField {
    const field = type.field(fieldName);
    if (!field || this.#directive === undefined) return nothingSaid;
    const [use] = [field, type].flatMap((each: Declared) => this.#usesOn(each));
    if (use) return { ...readUse(use.arguments()), isKey: isKeyField(type, fieldName) };
    return isKeyField(type, fieldName) ? keySaid : nothingSaid;
  }

  #usesOn(element: Declared) {
    return this.#directive === undefined ? [] : element.appliedDirectivesOf(this.#directive);
  }
}

/** One hint for what any of them may be: as short as the shortest, and changed by whatever changes one. */
function strictest(hints: readonly CacheHint[]): CacheHint {
  return {
    maxAgeSeconds: Math.min(...hints.map(({ maxAgeSeconds }) => maxAgeSeconds)),
    families: [...new Set(hints.flatMap(({ families }) => families))],
    byEntity: hints.every(({ byEntity }) => byEntity),
  };
}

/** Whoever does not say what changes a value says nothing: it would be shown after its change. */
function readUse(args: Record<string, unknown>): Pick<SaidOfField, 'own' | 'inherits'> {
  const { maxAge, inheritMaxAge, changedBy, by } = useSchema.parse(args);
  const families = changedBy?.map((pattern) => familyPattern.exec(pattern)?.[1]);
  const isWhole = families?.every((family) => family !== undefined) ?? false;
  const own =
    maxAge != null && maxAge > 0 && families && isWhole
      ? {
          maxAgeSeconds: Math.min(maxAge, maxAgeMaxSeconds),
          families: families.filter((family) => family !== undefined),
          byEntity: by != null,
        }
      : null;
  return { own, inherits: inheritMaxAge === true };
}
