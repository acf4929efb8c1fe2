import { z } from 'zod';
import type { HealthStatus } from '../entities/service-health.entity.ts';

const answerTimeMaxMs = 3_000;
const partsMax = 20;
const partCharactersMax = 60;

/** What `/readyz` says, of which nothing else is believed. */
const readySchema = z.object({ failing: z.array(z.string().max(partCharactersMax)).max(partsMax).catch([]) });

/** How a service was in one moment. */
export interface HealthCheck {
  readonly service: string;
  readonly status: HealthStatus;
  readonly failing: readonly string[];
  /** Null when it did not answer. */
  readonly latencyMs: number | null;
}

/** Asks a service how it is. Whatever is wrong with the answer is the answer: nothing is thrown. */
export async function checkService(
  service: string,
  url: string,
  timeMaxMs = answerTimeMaxMs,
): Promise<HealthCheck> {
  const began = performance.now();
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeMaxMs), redirect: 'manual' });
    const body = readySchema.safeParse(await response.json().catch(() => null));
    return {
      service,
      status: response.ok ? 'READY' : 'NOT_READY',
      failing: body.success ? body.data.failing : [],
      latencyMs: Math.round(performance.now() - began),
    };
  } catch {
    return { service, status: 'DOWN', failing: [], latencyMs: null };
  }
}
