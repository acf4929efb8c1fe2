import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

/** A value that stands in the text, or comes by a variable. */
interface Value {
  readonly type: string;
  readonly value: unknown;
  readonly byVariable: boolean;
}

interface Condition extends Value {
  readonly name: 'skip' | 'include';
}

/** A part of a selection set, as it is generated. */
export interface Part {
  readonly kind: 'field' | 'inline' | 'named';
  /** The field's name, or the type of the fragment. */
  readonly name: string;
  readonly isAliased: boolean;
  readonly args: readonly (Value & { readonly name: string })[];
  readonly condition: Condition | null;
  /** Empty for leaves. */
  readonly parts: readonly Part[];
}

/** How many parts a selection set has at most, and how deep they nest. */
const partsMax = 3;

const condition: fc.Arbitrary<Condition> = fc.record({
  name: fc.constantFrom('skip', 'include'),
  type: fc.constant('Boolean!'),
  value: fc.boolean(),
  byVariable: fc.boolean(),
});
const mayBe = fc.option(condition, { freq: 4 });

/** Which of the fields may be selected. */
type Wanted = (typeName: string, fieldName: string) => boolean;

/** Generates selections over a schema: aliases, fragments of both kinds, conditions, arguments by value and by variable. */
export class RandomSelections {
  readonly #schema: GraphQLSchema;
  readonly #wanted: Wanted;
  readonly #known = new Map<string, fc.Arbitrary<readonly Part[]>>();

  constructor(schema: GraphQLSchema, wanted: Wanted = () => true) {
    this.#schema = schema;
    this.#wanted = wanted;
  }

  /** Selection sets on the type, `depth` levels below it at most. */
  on(typeName: string, depth: number): fc.Arbitrary<readonly Part[]> {
    const type = this.#schema.getType(typeName);
    if (!isCompositeType(type)) throw new Error(`Nothing is selected on ${typeName}`);
    const key = `${typeName} ${depth}`;
    const known = this.#known.get(key) ?? this.#setsOn(type, depth);
    this.#known.set(key, known);
    return known;
  }

  #setsOn(type: GraphQLCompositeType, depth: number): fc.Arbitrary<readonly Part[]> {
    const fields = fieldsOf(type)
      .filter(({ name }) => this.#wanted(type.name, name))
      .filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const typename = fc.constant({ ...leaf, name: '__typename' });
    const anyField = fc.oneof(typename, ...fields.map((field) => this.#field(field, depth)));
    const parts = depth > 0 ? [{ weight: 6, arbitrary: anyField }, this.#fragments(type, depth)] : [anyField];
    return fc.array(fc.oneof(...parts), { minLength: 1, maxLength: partsMax });
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): fc.Arbitrary<Part> {
    const returned = getNamedType(field.type);
    return fc.record({
      kind: fc.constant('field' as const),
      name: fc.constant(field.name),
      // Of one name there may be one set of arguments.
      isAliased: field.args.length > 0 ? fc.constant(true) : fc.boolean(),
      args: fc.tuple(...field.args.map(argument)).map((args) => args.filter((arg) => arg !== null)),
      condition: mayBe,
      parts: isCompositeType(returned) ? this.on(returned.name, depth - 1) : fc.constant([]),
    });
  }

  #fragments(type: GraphQLCompositeType, depth: number) {
    const types = isAbstractType(type) ? [type, ...this.#schema.getPossibleTypes(type)] : [type];
    const fragment = ({ name }: GraphQLCompositeType): fc.Arbitrary<Part> =>
      fc.record({
        kind: fc.constantFrom('inline' as const, 'named' as const),
        name: fc.constant(name),
        isAliased: fc.constant(false),
        args: fc.constant([]),
        condition: mayBe,
        parts: this.on(name, depth - 1),
      });
    return { weight: 2, arbitrary: fc.oneof(...types.map(fragment)) };
  }
}

const leaf: Part = { kind: 'field', name: '', isAliased: false, args: [], condition: null, parts: [] };

function fieldsOf(type: GraphQLCompositeType): GraphQLField<unknown, unknown>[] {
  return 'getFields' in type ? Object.values(type.getFields()) : [];
}

function argument(arg: GraphQLArgument): fc.Arbitrary<(Value & { name: string }) | null> {
  const type = getNullableType(arg.type);
  if (isListType(type) || isObjectType(type)) throw new Error(`No value is known for ${arg.name}`);
  const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : valuesByType[type.name];
  const value = fc.record({
    name: fc.constant(arg.name),
    type: fc.constant(String(arg.type)),
    value: fc.constantFrom(...(values ?? []), ...(isRequiredArgument(arg) ? [] : [null])),
    byVariable: isEnumType(type) ? fc.constant(true) : fc.boolean(),
  });
  return isRequiredArgument(arg) ? value : fc.option(value);
}

const valuesByType: Readonly<Record<string, readonly unknown[]>> = {
  Boolean: [true, false],
  Int: [0, 2],
  ID: ['b1', 'u1', 'none'],
  String: ['', 'EUR'],
};

/** Writes selections, with the fragments and variables that they need beside them. */
export class SelectionText {
  readonly fragments: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];
  #aliases = 0;

  /** The selection set, of which the conditions may leave nothing. */
  write(parts: readonly Part[]): string {
    return `{ ${parts.map((part) => this.#part(part)).join(' ')} }`;
  }

  /** Their definitions for the head of an operation: `($a: Int $b: Int)`, or nothing. */
  head(...more: readonly string[]): string {
    const all = [...more, ...this.#declared];
    return all.length > 0 ? `(${all.join(' ')})` : '';
  }

  #part({ kind, name, isAliased, args, condition: when, parts }: Part): string {
    const directive = when ? ` @${when.name}(if: ${this.#value(when)})` : '';
    const set = parts.length > 0 ? ` ${this.write(parts)}` : '';
    if (kind === 'inline') return `... on ${name}${directive}${set}`;
    if (kind === 'named') {
      const fragment = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${fragment} on ${name}${set}`);
      return `...${fragment}${directive}`;
    }
    const alias = isAliased ? `a${(this.#aliases += 1)}: ` : '';
    const written = args.map((arg) => `${arg.name}: ${this.#value(arg)}`).join(' ');
    return `${alias}${name}${written === '' ? '' : `(${written})`}${directive}${set}`;
  }

  #value({ type, value, byVariable }: Value): string {
    if (!byVariable) return JSON.stringify(value);
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${type}`);
    this.variables[name] = value;
    return `$${name}`;
  }
}
