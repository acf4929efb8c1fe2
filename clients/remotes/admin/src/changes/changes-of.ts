import { knownAs } from '@payloom/i18n/known-as';
import { germanFields } from './german-fields.ts';

type Json = Record<string, unknown>;

export interface Money {
  amountMinor: number;
  currency: string;
}

/** One field of something, as it was and as it is. */
export interface FieldChange {
  /** Where it stands: `recipient.email`. */
  path: string;
  /** Undefined where it was not there. */
  before: unknown;
  after: unknown;
  changed: boolean;
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether it is an amount, which is shown as one. */
export function isMoney(value: unknown): value is Json & Money {
  return (
    isJson(value) &&
    Number.isSafeInteger(value['amountMinor']) &&
    typeof value['currency'] === 'string' &&
    /^[A-Z]{3}$/.test(value['currency'])
  );
}

/** The fields by their paths; what stands inside of a field comes by a path of its own, amounts and lists whole. */
function fieldsOf(value: Json, prefix = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([name, each]): [string, unknown][] =>
    isJson(each) && !isMoney(each) && Object.keys(each).length > 0
      ? fieldsOf(each, `${prefix}${name}.`)
      : [[`${prefix}${name}`, each]],
  );
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Field by field what something was and is, in the order they stand in; nothing counts as changed without a before. */
export function changesOf(before: Json | null, after: Json | null): FieldChange[] {
  const old = new Map(fieldsOf(before ?? {}));
  const now = new Map(fieldsOf(after ?? {}));
  const paths = new Set([...now.keys(), ...old.keys()]);
  return [...paths].map((path) => ({
    path,
    before: old.get(path),
    after: now.get(path),
    changed: before !== null && after !== null && !same(old.get(path), now.get(path)),
  }));
}

/** What a field is called in words: `recipient.displayName` is "Recipient display name". */
export function fieldWords(path: string): string {
  const words = path
    .replaceAll('.', ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return knownAs(words.charAt(0).toUpperCase() + words.slice(1), germanFields[path]);
}
