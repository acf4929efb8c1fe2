import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';
import { checkService } from './check-service.ts';
import { saveHealth } from './save-health.ts';

const everyMsDefault = 10_000;
/** Whatever starts together with this process, and this process itself, answers by then. */
const firstAfterMsDefault = 5_000;

export interface HealthWatchOptions {
  readonly em: EntityManager;
  readonly log: Pick<SubgraphParts['log'], 'warn'>;
  /** Where each service says how it is, by its name. */
  readonly urls: ReadonlyMap<string, string>;
  readonly everyMs?: number;
  readonly firstAfterMs?: number;
}

/** Asks every service how it is, again and again, and keeps the answers. A round that fails is made up for by the next. */
export function watchHealth(options: HealthWatchOptions): { stop(): Promise<void> } {
  const { em, log, urls, everyMs = everyMsDefault, firstAfterMs = firstAfterMsDefault } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const round = async () => {
    const checks = await Promise.all([...urls].map(([service, url]) => checkService(service, url)));
    await saveHealth(em, checks);
  };
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  const run = async () => {
    await pause(firstAfterMs);
    while (urls.size > 0 && !signal.aborted) {
      await round().catch((err: unknown) =>
        log.warn({ err }, 'the health of the services could not be kept'),
      );
      await pause(everyMs);
    }
  };
  const done = run();
  const stop = async () => {
    stopping.abort();
    await done;
  };
  return { stop };
}
