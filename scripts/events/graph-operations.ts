import { z } from 'zod';
import { detailsQuery, discardMutation, listQuery, queuesQuery, replayMutation } from './events-documents.ts';
import type { GatewaySession } from './gateway-session.ts';

/** As many as the graph takes, and gives, at once. */
export const lettersAtOnceMax = 100;

const queueSchema = z.object({
  queue: z.string(),
  description: z.string(),
  patterns: z.array(z.string()),
  waiting: z.number(),
  delayed: z.number(),
  deadLetters: z.number(),
  consumers: z.number(),
});

const summarySchema = z.object({
  id: z.string(),
  status: z.enum(['OPEN', 'REPLAYED', 'DISCARDED']),
  queue: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  subject: z.string(),
  reason: z.string(),
  attempts: z.number(),
  parkedAt: z.string(),
  timesParked: z.number(),
});

const detailsSchema = summarySchema.extend({
  history: z.array(z.object({ attempt: z.number(), at: z.string(), reason: z.string() })),
  event: z.record(z.string(), z.unknown()),
  resolvedAt: z.string().nullable(),
  resolvedBy: z.object({ id: z.string() }).nullable(),
  discardReason: z.string().nullable(),
});

const pageSchema = z.object({
  deadLetters: z.object({
    totalCount: z.number(),
    edges: z.array(z.object({ node: summarySchema })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const resolvedSchema = z.object({
  resolved: z.object({ deadLetters: z.array(z.object({ id: z.string() })), skipped: z.array(z.string()) }),
});

export type EventQueue = z.infer<typeof queueSchema>;
export type DeadLetterSummary = z.infer<typeof summarySchema>;
export type DeadLetterDetails = z.infer<typeof detailsSchema>;

export interface DeadLetterFilter {
  readonly status?: DeadLetterSummary['status'] | undefined;
  readonly queue?: string | undefined;
  readonly eventType?: string | undefined;
  readonly subject?: string | undefined;
}

/** Every consumer's queue as it stands. */
export async function fetchQueues(session: GatewaySession): Promise<EventQueue[]> {
  const data = await session.execute(queuesQuery);
  return z.object({ eventQueues: z.array(queueSchema) }).parse(data).eventQueues;
}

/** The newest dead letters that match, and how many match in all. */
export async function fetchDeadLetters(
  session: GatewaySession,
  filter: DeadLetterFilter,
  lettersMax: number,
): Promise<{ deadLetters: DeadLetterSummary[]; totalCount: number }> {
  const deadLetters: DeadLetterSummary[] = [];
  let after: string | null = null;
  for (;;) {
    const first = Math.min(lettersMax - deadLetters.length, lettersAtOnceMax);
    const data: unknown = await session.execute(listQuery, { filter, first, after });
    const { edges, pageInfo, totalCount } = pageSchema.parse(data).deadLetters;
    deadLetters.push(...edges.map(({ node }) => node));
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage || deadLetters.length >= lettersMax) return { deadLetters, totalCount };
  }
}

/** One dead letter, or null when there is none. */
export async function fetchDeadLetter(
  session: GatewaySession,
  id: string,
): Promise<DeadLetterDetails | null> {
  const data = await session.execute(detailsQuery, { id });
  return z.object({ deadLetter: detailsSchema.nullable() }).parse(data).deadLetter;
}

/** What became of the letters of one mutation. */
export interface Resolved {
  readonly done: string[];
  readonly skipped: string[];
}

/** Replays up to a hundred. */
export async function replay(session: GatewaySession, ids: readonly string[]): Promise<Resolved> {
  return resolvedOf(await session.execute(replayMutation, { ids }));
}

/** Discards up to a hundred. */
export async function discard(
  session: GatewaySession,
  ids: readonly string[],
  reason: string,
): Promise<Resolved> {
  return resolvedOf(await session.execute(discardMutation, { ids, reason }));
}

function resolvedOf(data: unknown): Resolved {
  const { deadLetters, skipped } = resolvedSchema.parse(data).resolved;
  return { done: deadLetters.map(({ id }) => id), skipped };
}
