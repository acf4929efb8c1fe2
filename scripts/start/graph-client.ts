import { z } from 'zod';

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly accessToken?: string;
}

/** Sends one operation to a gateway and returns its data. Throws when it answers with errors. */
export async function execute(
  origin: string,
  { query, variables, accessToken }: Operation,
): Promise<Record<string, unknown>> {
  const response = await fetch(new URL('/graphql', origin), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(15_000),
  });
  const { data, errors } = answerSchema.parse(await response.json());
  if (errors || !data)
    throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'The graph gave no data.');
  return data;
}
