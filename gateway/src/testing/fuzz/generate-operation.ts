import type { Random } from '@payloom/testkit/random';
import {
  doTypesOverlap,
  getNamedType,
  isCompositeType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  parse,
  validate,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLUnionType,
} from 'graphql';
import { generateCondition, generateValue, valueDepthMax } from './generate-value.ts';
import { writeOperation, type Fragment, type Operation, type Part } from './operation.ts';

const depthMax = 3;
const partsMax = 3;
/** Some are names of other fields, keys among them, and of what every object has. */
const aliases = ['a', 'b', 'id', 'name', 'size', 'link', 'constructor', 'toString', '__typename_', 'title'];

/** Draws an operation that is valid in the schema; null when a few tries found none. */
export function generateOperation(random: Random, schema: GraphQLSchema): Operation | null {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    // What has the same name at the same place may not differ: each try is more careful.
    const operation = new Generator(random, schema, attempt).operation();
    if (validate(schema, parse(writeOperation(operation).query)).length === 0) return operation;
  }
  return null;
}

class Generator {
  readonly #random: Random;
  readonly #schema: GraphQLSchema;
  readonly #care: number;
  readonly #fragments: Fragment[] = [];
  #aliasCount = 0;

  constructor(random: Random, schema: GraphQLSchema, care: number) {
    this.#random = random;
    this.#schema = schema;
    this.#care = care;
  }

  operation(): Operation {
    const mutation = this.#schema.getMutationType();
    const isMutation = mutation != null && this.#random.int(0, 9) < 3;
    const root = isMutation ? mutation : this.#schema.getQueryType();
    if (!root) throw new Error('There is no Query');
    const introspection = this.#random.int(0, 19) === 0 && !isMutation ? [introspect(this.#random)] : [];
    return {
      kind: isMutation ? 'mutation' : 'query',
      parts: [...this.#set(root, depthMax), ...introspection],
      fragments: this.#fragments,
    };
  }

  #set(type: GraphQLCompositeType, depth: number): Part[] {
    const twins = depth > 0 && !isObjectType(type) && this.#random.int(0, 3) === 0 ? this.#twins(type) : [];
    return [...twins, ...this.#parts(type, depth)];
  }

  /** Different fields by the same name, for different types behind an abstract one. */
  #twins(type: GraphQLInterfaceType | GraphQLUnionType): Part[] {
    const leaves = this.#schema.getPossibleTypes(type).flatMap((on) =>
      Object.values(on.getFields())
        .filter((each) => isLeafType(getNamedType(each.type)) && !each.args.some(isRequiredArgument))
        .map((each) => ({ on: on.name, name: each.name, type: String(each.type) })),
    );
    const [first, ...others] = this.#random.shuffle(leaves);
    const second = others.find(({ on, type: other }) => first && on !== first.on && other === first.type);
    if (!first || !second) return [];
    const alias = this.#unique();
    return [first, second].map(({ on, name }) => ({
      ...empty,
      kind: 'inline',
      name: on,
      parts: [{ ...empty, name, alias }],
    }));
  }

  #parts(type: GraphQLCompositeType, depth: number): Part[] {
    return Array.from({ length: this.#random.int(1, partsMax) }, () => this.#part(type, depth));
  }

  #part(type: GraphQLCompositeType, depth: number): Part {
    const random = this.#random;
    const shape = random.int(0, 9);
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const possible = fields.filter((each) => depth > 0 || !isCompositeType(getNamedType(each.type)));
    const isFragment = depth > 0 && (shape < 2 || (shape < 6 && !isObjectType(type)));
    if (isFragment) return this.#fragment(type, depth);
    if (shape === 9 || possible.length === 0)
      return {
        ...empty,
        name: '__typename',
        alias: random.pick(['', '', 'kind', 'constructor']),
        conditions: this.#conditions(),
      };
    return this.#field(this.#random.pick(possible), depth);
  }

  #field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): Part {
    const random = this.#random;
    const given = args.filter((each) => isRequiredArgument(each) || random.int(0, 2) > 0);
    const returned = getNamedType(type);
    return {
      ...empty,
      name,
      alias: given.length > 0 && this.#care > 0 ? this.#unique() : this.#alias(),
      args: Object.fromEntries(
        given.map((each) => [
          each.name,
          generateValue(random, each.type, each.defaultValue !== undefined, valueDepthMax),
        ]),
      ),
      conditions: this.#conditions(),
      parts: isCompositeType(returned) ? this.#set(returned, depth - 1) : [],
    };
  }

  #alias(): string {
    if (this.#care === 2) return this.#unique();
    return this.#random.int(0, 3) === 0 ? this.#random.pick(aliases) : '';
  }

  #unique(): string {
    this.#aliasCount += 1;
    return `u${this.#aliasCount}`;
  }

  #conditions(): Part['conditions'] {
    const count = [0, 0, 0, 0, 0, 0, 1, 1, 2][this.#random.int(0, 8)] ?? 0;
    const names = this.#random.shuffle(['skip', 'include'] as const).slice(0, count);
    return names.map((name) => generateCondition(this.#random, name));
  }

  #fragment(type: GraphQLCompositeType, depth: number): Part {
    const random = this.#random;
    const conditions = this.#conditions();
    const known = this.#fragments.filter(({ on }) => this.#fits(type, this.#schema.getType(on)));
    if (known.length > 0 && random.int(0, 3) === 0) {
      return { ...empty, kind: 'named', name: random.pick(known).name, conditions };
    }
    const types = Object.values(this.#schema.getTypeMap()).filter((each) => this.#fits(type, each));
    const on = random.pick(types);
    if (!isCompositeType(on)) throw new Error(`Nothing is selected on ${on.name}`);
    if (random.int(0, 2) > 0) {
      const isBare = on === type && random.int(0, 1) === 0;
      return {
        ...empty,
        kind: 'inline',
        name: isBare ? '' : on.name,
        conditions,
        parts: this.#set(on, depth - 1),
      };
    }
    const parts = this.#set(on, depth - 1);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, on: on.name, parts });
    return { ...empty, kind: 'named', name, conditions };
  }

  #fits(type: GraphQLCompositeType, other: GraphQLNamedType | undefined): boolean {
    return isCompositeType(other) && !isIntrospectionType(other) && doTypesOverlap(this.#schema, type, other);
  }
}

const empty: Part = { kind: 'field', name: '', alias: '', args: {}, conditions: [], parts: [] };

function introspect(random: Random): Part {
  const leaves = ['kind', 'name'].map((name) => ({ ...empty, name }));
  const name = { kind: 'literal', value: random.pick(['Query', 'E0', 'None']) } as const;
  const byVariable = {
    kind: 'variable',
    type: 'String!',
    preset: null,
    given: { value: name.value },
  } as const;
  if (random.int(0, 1) === 0)
    return {
      ...empty,
      name: '__schema',
      alias: 'a_',
      parts: [{ ...empty, name: 'queryType', parts: leaves }],
    };
  return { ...empty, name: '__type', args: { name: random.pick([name, byVariable]) }, parts: leaves };
}
