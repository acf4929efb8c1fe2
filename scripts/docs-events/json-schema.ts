import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

const schemaSchema = z.record(z.string(), z.unknown());

/** The patterns that come with a format. */
const impliedPatterns = new Map(
  [z.uuid(), z.email(), z.iso.datetime()].map((schema) => {
    const { format, pattern } = schemaSchema.parse(z.toJSONSchema(schema));
    return [format, pattern];
  }),
);

export type Draft = 'draft-2020-12' | 'draft-7';

/**
 * The JSON Schema of what a reader accepts. A pattern that its format says already is left out: such a pattern changes
 * with the version of Zod, and what it stands for does not.
 */
export function jsonSchemaOf(schema: z.ZodType, target: Draft = 'draft-2020-12'): JsonSchema {
  return schemaSchema.parse(
    z.toJSONSchema(schema, {
      io: 'input',
      target,
      override: ({ jsonSchema }) => {
        const { format, pattern } = jsonSchema;
        if (pattern !== undefined && impliedPatterns.get(format) === pattern) delete jsonSchema.pattern;
      },
    }),
  );
}
