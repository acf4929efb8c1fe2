import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';
import { checkService } from './check-service.ts';
import { saveHealth } from './save-health.ts';

const everyMsDefault = 10_000;

export interface HealthWatchOptions {
  readonly em: EntityManager;
  readonly log: Pick<SubgraphParts['log'], 'warn'>;
  /** Where each service says how it is, by its name. */
  readonly urls: ReadonlyMap<string, string>;
  readonly everyMs?: number;
}

/** Asks every service how it is, again and again, and keeps the answers. A round that fails is made up for by the next. */
export function watchHealth({ em, log, urls, everyMs = everyMsDefault }: HealthWatchOptions): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const { signal } = stopping;
  const round = async () => {
    const checks = await Promise.all([...urls].map(([service, url]) => checkService(service, url)));
    await saveHealth(em, checks);
  };
  const run = async () => {
    while (urls.size > 0 && !signal.aborted) {
      await round().catch((err: unknown) =>
        log.warn({ err }, 'the health of the services could not be kept'),
      );
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const done = run();
  const stop = async () => {
    stopping.abort();
    await done;
  };
  return { stop };
}
