import { isEnumType, isInputObjectType } from 'graphql';
import type { Place } from './mutations.ts';

/** One thing that is wrong with the arguments of a mutation. */
export interface BadValue {
  readonly name: string;
  readonly value: unknown;
  /** `never`: no mutation may take it. `perhaps`: it may be somebody's honest text, or a field that can be left out. */
  readonly taken: 'never' | 'perhaps';
}

const longCharacters = 100_000;
export const longText = 'x'.repeat(longCharacters);
export const sql = `'; drop table users; drop table payment; --`;
export const script = '<script>alert(document.cookie)</script>';

const never = (name: string, value: unknown): BadValue => ({ name, value, taken: 'never' });
const perhaps = (name: string, value: unknown): BadValue => ({ name, value, taken: 'perhaps' });

function whenEmpty(isNonNull: boolean): (name: string, value: unknown) => BadValue {
  return isNonNull ? never : perhaps;
}

const textValues = (isNonNull: boolean): BadValue[] => [
  never('a number', 12),
  never('an object', { $ne: null }),
  never('a list of two', ['one', 'two']),
  never('100 kB', longText),
  never('a zero character', 'a\0b'),
  whenEmpty(isNonNull)('nothing in it', ''),
  whenEmpty(isNonNull)('white space', ' \t\n '),
  perhaps('control characters', 'a\u0007\u001b[31m\u202eb'),
  perhaps('half a character', 'a\ud800b'),
  perhaps('SQL', sql),
  perhaps('script', script),
];

const idValues: readonly BadValue[] = [
  never('an object', { $ne: null }),
  never('100 kB', longText),
  never('a zero character', 'a\0b'),
  never('nothing in it', ''),
  never('no id', 'not-an-id'),
  never('a path', '../../etc/passwd'),
  never('an id of nothing', '01926f3e-7c1a-7000-8000-000000000000'),
  never('SQL', sql),
  never('script', script),
];

const numberValues: readonly BadValue[] = [
  never('text', 'ten'),
  never('an object', { amount: 1 }),
  never('a fraction', 0.5),
  never('more than a number holds', 9_007_199_254_740_993),
  never('enormous', 1e30),
];

const amountValues: readonly BadValue[] = [
  ...numberValues,
  never('negative', -1),
  never('zero', 0),
  never('more than there is', 9_007_199_254_740_991),
];

const currencyValues: readonly BadValue[] = ['XXX', 'EURO', 'eur', '', 'E€R', sql].map((value) =>
  never(`the currency ${JSON.stringify(value)}`, value),
);

/** Scalars that are text of a form. */
const formValues: readonly BadValue[] = [
  never('an object', {}),
  never('100 kB', longText),
  never('a zero character', 'a\0b'),
  never('nothing in it', ''),
  never('words', 'neither this nor that'),
  never('SQL', sql),
  never('script', script),
];

function valuesOfType({ type, path, isNonNull }: Place): readonly BadValue[] {
  if (isInputObjectType(type)) {
    return [
      never('text', 'all of it'),
      never('a list of two', [{}, {}]),
      never('unknown fields', { isAdmin: true }),
    ];
  }
  if (isEnumType(type)) return [never('no such choice', 'NO_SUCH_CHOICE'), never('a number', 1)];
  if (type.name === 'String') return textValues(isNonNull);
  if (type.name === 'ID') return idValues;
  if (type.name === 'Boolean') return [never('text', 'yes'), never('a number', 2)];
  if (type.name === 'Currency') return currencyValues;
  if (path.at(-1) === 'amountMinor') return amountValues;
  if (type.name === 'Int' || type.name === 'SafeInt') return numberValues;
  return formValues;
}

/** All that is tried at a place. */
export function badValuesAt(place: Place): BadValue[] {
  const values = valuesOfType(place).map((bad) => (place.isList ? { ...bad, value: [bad.value] } : bad));
  const lists = place.isList
    ? [
        perhaps('an empty list', []),
        never(
          'a thousand of them',
          Array.from({ length: 1_000 }, () => 'not-an-id'),
        ),
        never('nothing in the list', [null]),
      ]
    : [];
  const leftOut = whenEmpty(place.isNonNull && !place.hasDefault);
  return [leftOut('left out', undefined), whenEmpty(place.isNonNull)('null', null), ...lists, ...values];
}
