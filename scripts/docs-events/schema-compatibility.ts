import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { JsonSchema } from './json-schema.ts';

export interface Incompatibility {
  /** Where in the data: `data.amount.currency`. */
  readonly path: string;
  readonly problem: string;
}

const annotations = new Set(['$schema', '$id', '$comment', 'title', 'description', 'examples', 'deprecated']);
/** With one of these a reader of the published schema may refuse a property that it does not name. */
const closing = ['additionalProperties', 'unevaluatedProperties', 'patternProperties', 'propertyNames'];
const inOneSchema = new Map([
  ['items', '[]'],
  ['additionalProperties', '.*'],
]);
const inListsOfSchemas = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const inNamedSchemas = new Set(['$defs', 'definitions']);
/** Lists whose order says nothing. */
const sets = new Set(['enum', 'type']);

const objectSchema = z.record(z.string(), z.unknown());
const listSchema = z.array(z.unknown());
const namesSchema = z.array(z.string()).default([]);
const propertiesSchema = objectSchema.default({});

/**
 * What makes readers of one schema refuse data of the other, in either direction. Compatible are other descriptions and
 * a new optional property where others are allowed; whatever else differs is not, though it may be harmless.
 */
export function findIncompatibilities(
  published: unknown,
  current: unknown,
  path = 'data',
): readonly Incompatibility[] {
  const [before, now] = [objectSchema.safeParse(published), objectSchema.safeParse(current)];
  // `true` and `false` are schemas too.
  if (!before.success || !now.success) return judge(path, 'the schema', published, current);
  const keywords = new Set([...Object.keys(before.data), ...Object.keys(now.data)]);
  return [
    ...compareProperties(before.data, now.data, path),
    ...[...keywords].flatMap((keyword) => compareKeyword(keyword, before.data, now.data, path)),
  ];
}

function compareProperties(before: JsonSchema, now: JsonSchema, path: string): Incompatibility[] {
  const properties = [before, now].map((schema) => propertiesSchema.parse(schema.properties));
  const required = [before, now].map((schema) => new Set(namesSchema.parse(schema.required)));
  const [had = {}, has = {}] = properties;
  const [needed = new Set(), needs = new Set()] = required;
  const isClosed = closing.some((keyword) => keyword in before);

  const compare = (name: string): readonly Incompatibility[] => {
    const where = `${path}.${name}`;
    if (!Object.hasOwn(has, name)) return [{ path: where, problem: 'was removed' }];
    if (Object.hasOwn(had, name)) {
      const changed = needed.has(name) === needs.has(name) ? [] : [needs.has(name) ? 'required' : 'optional'];
      return [
        ...changed.map((what) => ({ path: where, problem: `became ${what}` })),
        ...findIncompatibilities(had[name], has[name], where),
      ];
    }
    if (needs.has(name)) return [{ path: where, problem: 'is new and required' }];
    return isClosed ? [{ path: where, problem: 'is new, and other properties had a rule already' }] : [];
  };
  return [...new Set([...Object.keys(had), ...Object.keys(has)])].flatMap(compare);
}

function compareKeyword(
  keyword: string,
  { [keyword]: before }: JsonSchema,
  { [keyword]: now }: JsonSchema,
  path: string,
): readonly Incompatibility[] {
  if (annotations.has(keyword) || keyword === 'properties' || keyword === 'required') return [];
  const suffix = inOneSchema.get(keyword);
  if (suffix !== undefined && before !== undefined && now !== undefined)
    return findIncompatibilities(before, now, path + suffix);
  if (inListsOfSchemas.has(keyword)) return compareLists(keyword, before, now, path);
  if (inNamedSchemas.has(keyword)) return compareNamed(keyword, before, now, path);
  return sets.has(keyword)
    ? judge(path, keyword, sorted(before), sorted(now))
    : judge(path, keyword, before, now);
}

function compareLists(
  keyword: string,
  before: unknown,
  now: unknown,
  path: string,
): readonly Incompatibility[] {
  const [had, has] = [listSchema.safeParse(before), listSchema.safeParse(now)];
  if (!had.success || !has.success) return judge(path, keyword, before, now);
  if (had.data.length !== has.data.length)
    return [{ path, problem: `${keyword} had ${had.data.length} schemas and has ${has.data.length}` }];
  return had.data.flatMap((schema, index) =>
    findIncompatibilities(schema, has.data[index], `${path}.${keyword}[${index}]`),
  );
}

/** Schemas that others refer to; a new one matters only where it is used. */
function compareNamed(keyword: string, before: unknown, now: unknown, path: string): Incompatibility[] {
  const [had, has] = [propertiesSchema.parse(before), propertiesSchema.parse(now)];
  return Object.entries(had).flatMap(([name, schema]) =>
    findIncompatibilities(schema, has[name], `${path}.${keyword}.${name}`),
  );
}

function judge(path: string, what: string, before: unknown, now: unknown): Incompatibility[] {
  if (isDeepStrictEqual(before, now)) return [];
  return [{ path, problem: `${what} changed from ${inWords(before)} to ${inWords(now)}` }];
}

const inWords = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));

function sorted(value: unknown): unknown {
  if (value === undefined) return undefined;
  return [value]
    .flat()
    .map((each) => JSON.stringify(each))
    .sort()
    .map((each): unknown => JSON.parse(each));
}
