import { setTimeout as delay } from 'node:timers/promises';

/** Resolves when all of these have ended, however they did, and at the latest after `timeMaxMs`. */
export async function settledWithin(works: Iterable<Promise<unknown>>, timeMaxMs: number): Promise<void> {
  const over = new AbortController();
  const tooLong = delay(timeMaxMs, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(works), tooLong]);
  over.abort();
}
