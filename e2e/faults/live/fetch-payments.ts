import { z } from 'zod';
import type { LiveLine, Request, Result } from './live-line.ts';

const paymentsQuery = `query Payments($after: String) {
  payments(first: 100, after: $after) { edges { node { id status } } pageInfo { hasNextPage endCursor } }
}`;

const pageSchema = z.object({
  payments: z.object({
    edges: z.array(z.object({ node: z.object({ id: z.string(), status: z.string() }) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

function ask(line: LiveLine, request: Request): Promise<Result> {
  return new Promise((resolve, reject) => {
    // What comes after the result settles nothing any more.
    line.begin(request, { onResult: resolve, onEnd: (why) => reject(new Error(why)) });
  });
}

/** Every payment the subscriber may see, with its status. Rejects when the line does not last so long. */
export async function fetchPayments(line: LiveLine): Promise<Map<string, string>> {
  const statuses = new Map<string, string>();
  for (let after: string | null = null; ;) {
    const { data } = await ask(line, { query: paymentsQuery, variables: { after } });
    const { edges, pageInfo } = pageSchema.parse(data).payments;
    for (const { node } of edges) statuses.set(node.id, node.status);
    if (!pageInfo.hasNextPage) return statuses;
    after = pageInfo.endCursor;
  }
}
