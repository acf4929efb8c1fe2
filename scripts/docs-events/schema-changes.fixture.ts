import { z } from 'zod';

const id = z.string();
const object = z.object;

/** What changed, the schema as it was published and as it is now. */
export const compatible: [string, z.ZodType, z.ZodType][] = [
  ['nothing', object({ id }), object({ id })],
  ['a description', object({ id }), object({ id: id.describe('Whose it is.') }).describe('It.')],
  [
    'a title, examples and a deprecation',
    object({ id }),
    object({ id: id.meta({ title: 'Id', examples: ['a'], deprecated: true }) }),
  ],
  ['the order of properties', object({ id, name: id }), object({ name: id, id })],
  ['the order of values', object({ id: z.enum(['A', 'B']) }), object({ id: z.enum(['B', 'A']) })],
  ['a new optional property', object({ id }), object({ id, name: id.optional() })],
  ['a new optional property with rules', object({ id }), object({ id, name: id.min(3).max(5).optional() })],
  [
    'a new optional object with required properties',
    object({ id }),
    object({ id, at: object({ id }).optional() }),
  ],
  ['a new property with a default', object({ id }), object({ id, name: id.default('') })],
  [
    'a new optional property of an inner object',
    object({ in: object({ id }) }),
    object({ in: object({ id, name: id.optional() }) }),
  ],
  [
    'a new optional property of an element',
    object({ all: z.array(object({ id })) }),
    object({ all: z.array(object({ id, name: id.optional() })) }),
  ],
  [
    'a new optional property of a value',
    object({ by: z.record(id, object({ id })) }),
    object({ by: z.record(id, object({ id, name: id.optional() })) }),
  ],
  [
    'a new optional property of an alternative',
    object({ or: object({ id }).nullable() }),
    object({ or: object({ id, name: id.optional() }).nullable() }),
  ],
  [
    'a new optional property of a member of a tuple',
    object({ two: z.tuple([id, object({ id })]) }),
    object({ two: z.tuple([id, object({ id, name: id.optional() })]) }),
  ],
];

/** And what is wrong with the change. */
export const incompatible: [string, z.ZodType, z.ZodType, string[]][] = [
  ['a removed property', object({ id, name: id }), object({ id }), ['data.name was removed']],
  [
    'a removed optional property',
    object({ id, name: id.optional() }),
    object({ id }),
    ['data.name was removed'],
  ],
  [
    'a renamed property',
    object({ id, name: id }),
    object({ id, title: id }),
    ['data.name was removed', 'data.title is new and required'],
  ],
  ['a new required property', object({ id }), object({ id, name: id }), ['data.name is new and required']],
  [
    'a property that became required',
    object({ id: id.optional() }),
    object({ id }),
    ['data.id became required'],
  ],
  [
    'a property that became optional',
    object({ id }),
    object({ id: id.optional() }),
    ['data.id became optional'],
  ],
  [
    'a new property of a strict object',
    z.strictObject({ id }),
    z.strictObject({ id, name: id.optional() }),
    ['data.name is new, and other properties had a rule already'],
  ],
  [
    'a new property of a loose object',
    z.looseObject({ id }),
    z.looseObject({ id, name: id.optional() }),
    ['data.name is new, and other properties had a rule already'],
  ],
  [
    'an object that became strict',
    object({ id }),
    z.strictObject({ id }),
    ['data additionalProperties changed from none to false'],
  ],
  [
    'another type',
    object({ id }),
    object({ id: z.number() }),
    ['data.id type changed from ["string"] to ["number"]'],
  ],
  [
    'a number that became an integer',
    object({ n: z.number().min(0).max(9) }),
    object({ n: z.int().min(0).max(9) }),
    ['data.n type changed from ["number"] to ["integer"]'],
  ],
  [
    'null that is allowed',
    object({ id }),
    object({ id: id.nullable() }),
    ['data.id type changed from ["string"] to ["null","string"]'],
  ],
  [
    'null that is no longer allowed',
    object({ id: id.nullable() }),
    object({ id }),
    ['data.id type changed from ["null","string"] to ["string"]'],
  ],
  [
    'another format',
    object({ id: z.uuid() }),
    object({ id: z.email() }),
    ['data.id format changed from "uuid" to "email"'],
  ],
  [
    'a format given up',
    object({ id: z.uuid() }),
    object({ id }),
    ['data.id format changed from "uuid" to none'],
  ],
  [
    'a date with an offset',
    object({ at: z.iso.datetime() }),
    object({ at: z.iso.datetime({ offset: true }) }),
    [expect.stringMatching(/^data\.at pattern changed from none to /)],
  ],
  [
    'another pattern',
    object({ id: id.regex(/^A$/) }),
    object({ id: id.regex(/^B$/) }),
    ['data.id pattern changed from "^A$" to "^B$"'],
  ],
  [
    'a new pattern',
    object({ id }),
    object({ id: id.regex(/^B$/) }),
    ['data.id pattern changed from none to "^B$"'],
  ],
  [
    'a value more',
    object({ id: z.enum(['A']) }),
    object({ id: z.enum(['A', 'B']) }),
    ['data.id enum changed from ["A"] to ["A","B"]'],
  ],
  [
    'a value less',
    object({ id: z.enum(['A', 'B']) }),
    object({ id: z.enum(['B']) }),
    ['data.id enum changed from ["A","B"] to ["B"]'],
  ],
  [
    'another constant',
    object({ id: z.literal('A') }),
    object({ id: z.literal('B') }),
    ['data.id const changed from "A" to "B"'],
  ],
  [
    'a lower bound',
    object({ n: z.int().min(1) }),
    object({ n: z.int().min(0) }),
    ['data.n minimum changed from 1 to 0'],
  ],
  [
    'a higher bound',
    object({ n: z.int().max(1) }),
    object({ n: z.int().max(2) }),
    ['data.n maximum changed from 1 to 2'],
  ],
  [
    'a bound that excludes',
    object({ n: z.number().gt(1) }),
    object({ n: z.number().gt(2) }),
    ['data.n exclusiveMinimum changed from 1 to 2'],
  ],
  [
    'another step',
    object({ n: z.number().multipleOf(2) }),
    object({ n: z.number().multipleOf(3) }),
    ['data.n multipleOf changed from 2 to 3'],
  ],
  [
    'another length',
    object({ id: id.max(5) }),
    object({ id: id.max(6) }),
    ['data.id maxLength changed from 5 to 6'],
  ],
  [
    'another number of elements',
    object({ all: z.array(id).min(1) }),
    object({ all: z.array(id) }),
    ['data.all minItems changed from 1 to none'],
  ],
  [
    'another default',
    object({ id: id.default('a') }),
    object({ id: id.default('b') }),
    ['data.id default changed from "a" to "b"'],
  ],
  [
    'an alternative more',
    object({ or: z.union([id, object({ id })]) }),
    object({ or: z.union([id, object({ id }), object({ name: id })]) }),
    ['data.or anyOf had 2 schemas and has 3'],
  ],
  [
    'other alternatives',
    object({ or: z.union([id, object({ id })]) }),
    object({ or: z.union([id, object({ id: z.boolean() })]) }),
    ['data.or.anyOf[1].id type changed from ["string"] to ["boolean"]'],
  ],
  [
    'another element',
    object({ all: z.array(id) }),
    object({ all: z.array(z.boolean()) }),
    ['data.all[] type changed from ["string"] to ["boolean"]'],
  ],
  [
    'another value of a record',
    object({ by: z.record(id, id) }),
    object({ by: z.record(id, z.boolean()) }),
    ['data.by.* type changed from ["string"] to ["boolean"]'],
  ],
  [
    'another key of a record',
    object({ by: z.record(id, id) }),
    object({ by: z.record(id.max(3), id) }),
    [expect.stringMatching(/^data\.by propertyNames changed/)],
  ],
  [
    'a change deep inside',
    object({ a: object({ b: z.array(object({ c: id })) }) }),
    object({ a: object({ b: z.array(object({ c: id, d: id })) }) }),
    ['data.a.b[].d is new and required'],
  ],
  [
    'several changes at once',
    object({ a: id, b: id }),
    object({ a: z.boolean(), c: id }),
    [
      'data.a type changed from ["string"] to ["boolean"]',
      'data.b was removed',
      'data.c is new and required',
    ],
  ],
];
