import { z } from 'zod';
import { addressesOf, replicaUrls } from './replica-urls.ts';
import { mergeReplicas } from './merge-replicas.ts';
import type { HealthStatus } from '../entities/service-health.entity.ts';

const answerTimeMaxMs = 3_000;
const partsMax = 20;
const partCharactersMax = 60;

const queuesMax = 200;
const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

const databaseSchema = z.object({
  pingMs: count,
  connectionsUsed: count,
  connectionsMax: count,
  sizeBytes: count,
  oldestTransactionSeconds: count,
  outboxWaiting: count,
  outboxAgeSeconds: count,
});
const handledSchema = z
  .record(z.string().max(100), count)
  .refine((handled) => Object.keys(handled).length <= queuesMax);

const trafficSchema = z.object({ requests: count, failed: count, p95Ms: count });

/** What `/readyz` says, of which nothing else is believed. */
const readySchema = z.object({
  failing: z.array(z.string().max(partCharactersMax)).max(partsMax).catch([]),
  database: databaseSchema.nullish().catch(null),
  handledLastMinute: handledSchema.nullish().catch(null),
  traffic: trafficSchema.nullish().catch(null),
});

/** What a subgraph measured of its database. */
export type DatabaseFigures = z.infer<typeof databaseSchema>;

/** What a service had to do in the last minute, by its own metrics. */
export type TrafficFigures = z.infer<typeof trafficSchema>;

/** How a service was in one moment. */
export interface HealthCheck {
  readonly service: string;
  readonly status: HealthStatus;
  readonly failing: readonly string[];
  /** Null when it did not answer. */
  readonly latencyMs: number | null;
  /** Absent when it did not say. */
  readonly database?: DatabaseFigures;
  /** Events that had their effect within the last minute, by queue; absent when it did not say. */
  readonly handledLastMinute?: Readonly<Record<string, number>>;
  /** Absent when it did not say. */
  readonly traffic?: TrafficFigures;
}

async function checkReplica(service: string, url: string, timeMaxMs: number): Promise<HealthCheck> {
  const began = performance.now();
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeMaxMs), redirect: 'manual' });
    const body = readySchema.safeParse(await response.json().catch(() => null));
    const { failing = [], database, handledLastMinute, traffic } = body.data ?? {};
    return {
      service,
      status: response.ok ? 'READY' : 'NOT_READY',
      failing,
      latencyMs: Math.round(performance.now() - began),
      ...(database && { database }),
      ...(handledLastMinute && { handledLastMinute }),
      ...(traffic && { traffic }),
    };
  } catch {
    return { service, status: 'DOWN', failing: [], latencyMs: null };
  }
}

/** Asks every replica of a service how it is. Whatever is wrong with an answer is the answer: nothing is thrown. */
export async function checkService(
  service: string,
  url: string,
  { timeMaxMs = answerTimeMaxMs, lookUp = addressesOf }: CheckOptions = {},
): Promise<HealthCheck> {
  const urls = await replicaUrls(url, lookUp);
  return mergeReplicas(await Promise.all(urls.map((each) => checkReplica(service, each, timeMaxMs))));
}

export interface CheckOptions {
  readonly timeMaxMs?: number;
  /** Resolves with the addresses that a name stands for. */
  readonly lookUp?: (hostname: string) => Promise<readonly string[]>;
}
