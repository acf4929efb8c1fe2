import { z } from 'zod';

/** What an answer to bad input may be: a result of the schema, or an error with one of these codes. */
const codes = new Set([
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'GRAPHQL_VALIDATION_FAILED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
]);

const answerSchema = z.object({
  data: z.object({ outcome: z.object({ __typename: z.string() }).nullable() }).nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() }))
    .optional(),
});

/** What stands in messages of databases, of the runtime and of our own programs, and in none for a person. */
const inner = [
  /127\.0\.0\.1|localhost|ECONN|ENOENT/,
  /\b(select|insert into|update|delete from)\b.*\b(from|set|values|where)\b/i,
  /violates|constraint|relation "|syntax error at|invalid byte sequence|invalid input syntax/i,
  /node_modules|\.ts:\d|stacktrace|\bat \w+ \(/i,
  /MikroORM|postgres|DriverException|TypeError|ZodError/i,
];

/** A message may repeat the start of what was sent, not all of it. */
const answerCharactersMax = 5_000;

export interface Judged {
  /** The result's type, or the error's code. */
  readonly outcome: string;
  /** What is wrong with the answer itself; undefined for a good one. */
  readonly fault?: string;
}

function outcomeOf(text: string): Judged {
  const parsed = answerSchema.safeParse(safelyParsed(text));
  if (!parsed.success) return { outcome: 'none', fault: `not an answer of the graph: ${text.slice(0, 200)}` };
  const { data, errors } = parsed.data;
  if (data?.outcome && !errors) return { outcome: data.outcome.__typename };
  const code = errors?.[0]?.extensions?.code ?? 'none';
  return codes.has(code) ? { outcome: code } : { outcome: code, fault: `the code ${code}` };
}

function safelyParsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the answer is a typed one that lets nothing out but what was sent. */
export function judge(text: string, sent: unknown): Judged {
  const judged = outcomeOf(text);
  if (judged.fault !== undefined) return judged;
  if (text.length > answerCharactersMax) return { ...judged, fault: `${text.length} characters long` };
  const said = typeof sent === 'string' ? text.replaceAll(JSON.stringify(sent).slice(1, -1), '') : text;
  const leak = inner.find((pattern) => pattern.test(said));
  return leak ? { ...judged, fault: `lets something out: ${text.slice(0, 400)}` } : judged;
}
