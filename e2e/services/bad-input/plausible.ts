import { randomUUID } from 'node:crypto';
import { isEnumType, isInputObjectType, isNonNullType, getNamedType, isListType } from 'graphql';
import type { GraphQLInputType } from 'graphql';
import type { Mutation } from './mutations.ts';
import type { GraphQLSchema } from 'graphql';

export type Arguments = Record<string, unknown>;

/** What an honest client might send, by the name of the field, where the type alone does not say. */
const byName: readonly (readonly [RegExp, (ids: PlausibleIds) => unknown])[] = [
  [/idempotencyKey/i, () => randomUUID()],
  [/recipientEmail/i, ({ payeeEmail }) => payeeEmail],
  [/email/i, () => `somebody.${randomUUID()}@example.com`],
  [/password/i, () => 'a long enough passphrase'],
  [/displayName/i, () => 'Somebody'],
  [/phone/i, () => '+41791234567'],
  [/locale/i, () => 'en-GB'],
  [/country/i, () => 'CH'],
];

const byType: Readonly<Record<string, (ids: PlausibleIds) => unknown>> = {
  ID: ({ id }) => id,
  String: () => 'words',
  Boolean: () => true,
  Int: () => 1,
  SafeInt: () => 100,
  Currency: () => 'EUR',
  DateTime: () => new Date(Date.now() + 86_400_000).toISOString(),
  LocalDate: () => new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10),
  TimeZone: () => 'Europe/Zurich',
  PhoneNumber: () => '+41791234567',
  EmailAddress: () => `somebody.${randomUUID()}@example.com`,
  Locale: () => 'en-GB',
  JSONObject: () => ({}),
};

/** What the ids in arguments stand for. */
export interface PlausibleIds {
  readonly id: string;
  readonly payeeEmail: string;
}

function valueOf(name: string, type: GraphQLInputType, ids: PlausibleIds): unknown {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) return [valueOf(name, nullable.ofType, ids)];
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields());
    return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.name, field.type, ids)]));
  }
  if (isEnumType(named)) return named.getValues()[0]?.name;
  const known = byName.find(([pattern]) => named.name === 'String' && pattern.test(name));
  return (known?.[1] ?? byType[named.name])?.(ids);
}

/** Arguments that are well formed, whether or not they may be carried out. */
export function plausibleArguments(
  schema: GraphQLSchema,
  { name }: Pick<Mutation, 'name'>,
  ids: PlausibleIds,
): Arguments {
  const args = schema.getMutationType()?.getFields()[name]?.args ?? [];
  return Object.fromEntries(args.map((arg) => [arg.name, valueOf(arg.name, arg.type, ids)]));
}

/** The arguments with another value at a place; `undefined` leaves it out. */
export function withValueAt(
  args: Arguments,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): Arguments {
  if (rest.length === 0) return { ...args, [first]: value };
  const inner = args[first];
  const object = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  return { ...args, [first]: withValueAt(object, rest, value) };
}
