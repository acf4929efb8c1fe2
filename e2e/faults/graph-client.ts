import { setTimeout as delay } from 'node:timers/promises';
import type { TestIssuer, TestViewer } from '@payloom/testkit/tokens';
import { z } from 'zod';
import type { Subgraph } from './platform.ts';

const answerMsMax = 15_000;
const betweenTriesMs = 100;

const bodySchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

export interface Operation {
  readonly subgraph: Subgraph;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly as: TestViewer;
}

/** Who is asked, and who signs those in that ask. */
export interface Asked {
  readonly issuer: TestIssuer;
  readonly replicas: { values(): Iterable<{ readonly name: string; readonly url: string }> };
}

async function ask({ issuer }: Asked, url: string, { query, variables, as }: Operation) {
  const token = await issuer.sign(as);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(answerMsMax),
  });
  const { data, errors } = bodySchema.parse(await response.json());
  if (!data || errors) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'No data');
  return data;
}

/**
 * Asks one replica after the other until one answers without an error: a client that does not know whether a mutation
 * took place asks again with the same key. Rejects with the last failure when that takes too long.
 */
export async function askUntilAnswered(
  asked: Asked,
  operation: Operation,
  withinMs = 300_000,
): Promise<Record<string, unknown>> {
  const replicas = [...asked.replicas.values()].filter(({ name }) => name.startsWith(operation.subgraph));
  const deadlineMs = Date.now() + withinMs;
  for (let attempt = Math.floor(Math.random() * replicas.length); ; attempt += 1) {
    try {
      return await ask(asked, replicas[attempt % replicas.length]?.url ?? '', operation);
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await delay(betweenTriesMs);
    }
  }
}
