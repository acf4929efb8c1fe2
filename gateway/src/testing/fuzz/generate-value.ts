import type { Random } from '@payloom/testkit/random';
import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputType,
} from 'graphql';
import type { Condition, Value } from './operation.ts';

/** How deep the values of arguments nest. */
export const valueDepthMax = 2;

/** Draws a value for a place of that type: literal, by a variable, or literal with variables inside. */
export function generateValue(
  random: Random,
  type: GraphQLInputType,
  hasDefault: boolean,
  depth: number,
): Value {
  if (random.int(0, 2) === 0) return variable(random, type, hasDefault, depth);
  if (!isNonNullType(type) && random.int(0, 5) === 0) return { kind: 'literal', value: null };
  const inner = getNullableType(type);
  if (isListType(inner)) {
    // One that stands for a list of one.
    if (random.int(0, 7) === 0 && !isListType(getNullableType(inner.ofType))) {
      return literal(random, inner.ofType, depth);
    }
    const length = random.int(0, 2);
    return {
      kind: 'list',
      items: Array.from({ length }, () => generateValue(random, inner.ofType, false, depth - 1)),
    };
  }
  if (isInputObjectType(inner)) return objectValue(random, type, depth, generateValue);
  return leafValue(random, inner);
}

type Make = typeof generateValue;

/** Without variables. */
const literal = (random: Random, type: GraphQLInputType, depth: number): Value =>
  withoutVariables(random, type, false, depth);

const withoutVariables: Make = (random, type, _hasDefault, depth) => {
  if (!isNonNullType(type) && random.int(0, 5) === 0) return { kind: 'literal', value: null };
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const length = random.int(0, 2);
    return { kind: 'list', items: Array.from({ length }, () => literal(random, inner.ofType, depth - 1)) };
  }
  return isInputObjectType(inner)
    ? objectValue(random, type, depth, withoutVariables)
    : leafValue(random, inner);
};

function objectValue(random: Random, type: GraphQLInputType, depth: number, make: Make): Value {
  const inner = getNullableType(type);
  if (!isInputObjectType(inner)) throw new Error(`${String(type)} is no input object`);
  const fields = Object.values(inner.getFields()).filter(
    (each) => isRequiredInputField(each) || (random.int(0, 2) === 0 && (depth > 0 || each.name !== 'inner')),
  );
  return {
    kind: 'object',
    entries: Object.fromEntries(
      fields.map((each) => [each.name, make(random, each.type, each.defaultValue !== undefined, depth - 1)]),
    ),
  };
}

function leafValue(random: Random, type: GraphQLInputType): Value {
  if (isEnumType(type)) return { kind: 'enum', value: random.pick(type.getValues()).name };
  const number = random.int(0, 9);
  const byName: Record<string, Value> = {
    Int: { kind: 'literal', value: number },
    Float: { kind: 'literal', value: random.pick([number, number / 4, -1]) },
    Boolean: { kind: 'literal', value: number % 2 === 0 },
    String: { kind: 'literal', value: random.pick(['', 'so', 'with "quotes" and \\ ü']) },
    ID: { kind: 'literal', value: random.pick(['id-1', number]) },
    Blob: random.pick<Value>([
      { kind: 'literal', value: number },
      { kind: 'object', entries: { a: { kind: 'list', items: [{ kind: 'literal', value: null }] } } },
    ]),
  };
  return byName[String(type)] ?? { kind: 'literal', value: null };
}

function variable(random: Random, type: GraphQLInputType, hasDefault: boolean, depth: number): Value {
  const preset = random.int(0, 2) === 0 ? literal(random, type, depth - 1) : null;
  const isNull = preset?.kind === 'literal' && preset.value === null;
  const bare = String(getNullableType(type));
  // With a default, a nullable variable may stand where null may not; then it must not be null.
  const mayBeNullable = !isNonNullType(type) || (preset !== null && !isNull) || hasDefault;
  const declared = mayBeNullable && random.int(0, 1) === 0 ? bare : String(type);
  const isRequired = declared.endsWith('!') && preset === null;
  const shape = random.int(0, 3);
  if (shape === 0 && !isRequired) return { kind: 'variable', type: declared, preset, given: null };
  const isNullable = !declared.endsWith('!') && !isNonNullType(type);
  if (shape === 1 && isNullable) return { kind: 'variable', type: declared, preset, given: { value: null } };
  const value = plainValue(literal(random, type, depth - 1));
  return { kind: 'variable', type: declared, preset, given: { value } };
}

/** A literal as JSON has it. */
export function plainValue(value: Value): unknown {
  if (value.kind === 'list') return value.items.map(plainValue);
  if (value.kind === 'variable') return value.given?.value;
  if (value.kind !== 'object') return value.value;
  return Object.fromEntries(Object.entries(value.entries).map(([name, inner]) => [name, plainValue(inner)]));
}

export function generateCondition(random: Random, name: Condition['name']): Condition {
  const value = random.int(0, 2) === 0 ? name === 'skip' : name === 'include';
  const fixed: Value = { kind: 'literal', value };
  if (random.int(0, 2) === 0) return { name, when: fixed };
  const preset: Value | null =
    random.int(0, 2) === 0 ? { kind: 'literal', value: random.int(0, 1) === 0 } : null;
  const given = preset && random.int(0, 1) === 0 ? null : { value };
  return {
    name,
    when: {
      kind: 'variable',
      type: preset && random.int(0, 1) === 0 ? 'Boolean' : 'Boolean!',
      preset,
      given,
    },
  };
}
