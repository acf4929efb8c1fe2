import type { z } from 'zod';

/** The shared GraphQL type for input that is well-typed but not acceptable. */
export interface InvalidInput {
  __typename: 'InvalidInput';
  message: string;
  fields: { name: string; message: string }[];
}

/** Says of each field what was expected: `{ 'amount.amountMinor': 'Must be at least 1.' }`. */
export function invalidInput(fields: Record<string, string>): InvalidInput {
  const list = Object.entries(fields).map(([name, message]) => ({ name, message }));
  const names = list.map(({ name }) => name).join(', ');
  return { __typename: 'InvalidInput', message: `Please check: ${names}.`, fields: list };
}

/** A list of a thousand wrong elements is not answered with a thousand lines. */
const fieldsMax = 20;

export type ParsedInput<Input> = { ok: true; input: Input } | { ok: false; problem: InvalidInput };

/** Checks an operation's input; what is wrong comes back as the GraphQL type that says so, one line a field, of the first fields. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): ParsedInput<z.infer<Schema>> {
  const result = schema.safeParse(input);
  if (result.success) return { ok: true, input: result.data };
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues.slice(0, fieldsMax)) fields[issue.path.join('.')] ??= issue.message;
  return { ok: false, problem: invalidInput(fields) };
}
