import { createHash } from 'node:crypto';
import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { isJsonObject, type JsonObject } from '../../executor/json.ts';
import type { Model } from './model.ts';

/** An object of the data: which one it is says all there is to know of it, in whichever subgraph. */
export interface Source {
  readonly __typename: string;
  readonly identity: string;
  /** What the gateway gave of it, for fields that are computed from that. */
  readonly given: JsonObject;
}

/** How many entities there are of each type. */
const entitiesCount = 4;

/** What a value depends on, and nothing else: the same in every subgraph and at any time. */
export interface ValueOf {
  readonly model: Model;
  /** The subgraph that is asked: it knows some of the types behind an abstract one. */
  readonly subgraph: string;
  readonly salt: number;
  /** The object, the field, the arguments, what was given. */
  readonly key: string;
}

/** Draws a number from 0 to `below` for a key. */
export function draw(salt: number, key: string, below: number): number {
  return createHash('md5').update(`${salt} ${key}`).digest().readUInt32LE(0) % below;
}

export function valueOf(at: ValueOf, type: GraphQLOutputType): unknown {
  if (!isNonNullType(type) && draw(at.salt, `${at.key} null`, 7) === 0) return null;
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const length = draw(at.salt, `${at.key} length`, 4);
    return Array.from({ length }, (_, index) => valueOf({ ...at, key: `${at.key}.${index}` }, inner.ofType));
  }
  if (isEnumType(inner)) {
    const values = inner.getValues().map(({ name }) => name);
    const most = draw(at.salt, `${at.key} hidden`, 9) === 0 ? values.length : values.length - 1;
    return values[draw(at.salt, at.key, most)];
  }
  if (isObjectType(inner) || isAbstractType(inner)) return objectAt(at, inner.name);
  return leafOf(at, inner.name);
}

function leafOf({ salt, key }: ValueOf, name: string): unknown {
  const number = draw(salt, key, 1_000);
  const leaves: Record<string, unknown> = {
    Int: number % 11 === 0 ? 0 : number,
    Float: number % 11 === 0 ? 0 : number / 8,
    Boolean: number % 2 === 0,
    String: number % 11 === 0 ? '' : `text ${number}`,
    ID: `id-${number}`,
    Blob: [{ a: number, b: [null, number] }, [number, { c: null }], `blob ${number}`, number, false][
      number % 5
    ],
  };
  return leaves[name];
}

/** The object of that type, or one of those behind it. */
function objectAt({ model, subgraph, salt, key }: ValueOf, typeName: string): Source {
  const abstract = [...model.interfaces, ...model.unions].find(({ name }) => name === typeName);
  const types = abstract
    ? (abstract.members[subgraph] ?? Object.values(abstract.members).flat())
    : [typeName];
  const name = types[draw(salt, `${key} type`, types.length)] ?? typeName;
  const isEntity = model.objects.some((each) => each.name === name && each.kind === 'entity');
  const identity = isEntity ? `${name}:${draw(salt, `${key} entity`, entitiesCount)}` : `${name}@${key}`;
  return { __typename: name, identity, given: {} };
}

/** The values of key fields follow from which entity it is. */
export function keyValue(fieldName: string, identity: string, type: GraphQLOutputType): unknown {
  const number = identity.slice(identity.lastIndexOf(':') + 1);
  if (fieldName === 'id') return identity;
  if (fieldName === 'code') return `code-${number}`;
  if (fieldName === 'zone') return `zone-${number}`;
  if (fieldName === 'region') return { __typename: 'Zone', identity, given: {} };
  const named = String(getNullableType(type));
  return fieldName === 'twin' ? { __typename: named, identity: `${named}:${number}`, given: {} } : undefined;
}

/** The entity that a representation stands for; null when there is none. */
export function entityFor(model: Model, representation: JsonObject): Source | null {
  const { id, code, twin } = representation;
  const typeName = String(representation.__typename);
  const known = isJsonObject(twin) ? twin.id : (id ?? code);
  const number = /[:-](\d+)$/.exec(String(known))?.[1];
  if (number === undefined) return null;
  const name = typeof id === 'string' ? id.slice(0, id.indexOf(':')) : typeName;
  if (!model.objects.some((object) => object.name === name)) return null;
  return { __typename: name, identity: `${name}:${number}`, given: representation };
}

/** The same text for what is the same. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'absent';
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${key}:${canonical(value[key])}`).join()}}`;
}
