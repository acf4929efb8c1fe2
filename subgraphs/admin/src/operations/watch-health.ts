import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Broker } from '@payloom/messaging/broker';
import type { QueueMetrics } from '@payloom/messaging/queue-metrics';
import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';
import { checkDatabases } from './check-databases.ts';
import { QueueChecks } from './check-queues.ts';
import { checkService, type HealthCheck } from './check-service.ts';
import { checkTraffic } from './check-traffic.ts';
import { listEventQueues, type EventQueue } from './list-event-queues.ts';
import { saveHealth } from './save-health.ts';
import { savePartHealth } from './save-part-health.ts';

const everyMsDefault = 10_000;
/** Whatever starts together with this process, and this process itself, answers by then. */
const firstAfterMsDefault = 5_000;
const inspectTimeMaxMs = 5_000;

export interface HealthWatchOptions {
  readonly em: EntityManager;
  readonly broker: Pick<Broker, 'inspect'>;
  readonly log: Pick<SubgraphParts['log'], 'warn'>;
  /** Tells the depth of each queue to whoever collects metrics: the same figures that are kept. */
  readonly queueMetrics?: QueueMetrics;
  /** Where each service says how it is, by its name. */
  readonly urls: ReadonlyMap<string, string>;
  readonly everyMs?: number;
  readonly firstAfterMs?: number;
}

type QueuesContext = Pick<HealthWatchOptions, 'em' | 'broker' | 'log'>;

/** The queues as they stand; undefined when the broker does not say, or not soon. */
async function inspectQueues({ em, broker, log }: QueuesContext): Promise<readonly EventQueue[] | undefined> {
  const waiting = new AbortController();
  const tooLong = sleep(inspectTimeMaxMs, undefined, { signal: waiting.signal }).catch(() => undefined);
  const queues = listEventQueues({ em: em.fork(), broker, log }).catch(() => undefined);
  const seen = await Promise.race([queues, tooLong]);
  waiting.abort();
  return seen;
}

/** What the services say they handled, by queue: each queue is one service's. */
const handledBy = (checks: readonly HealthCheck[]): Map<string, number> =>
  new Map(checks.flatMap(({ handledLastMinute = {} }) => Object.entries(handledLastMinute)));

/**
 * Looks at every service, with its database, and at every queue, again and again, and keeps what was seen. A round that
 * fails is made up for by the next.
 */
export function watchHealth(options: HealthWatchOptions): { stop(): Promise<void> } {
  const { em, log, urls, everyMs = everyMsDefault, firstAfterMs = firstAfterMsDefault } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const queueChecks = new QueueChecks();
  const round = async () => {
    const [queues, ...checks] = await Promise.all([
      inspectQueues(options),
      ...[...urls].map(([service, url]) => checkService(service, url)),
    ]);
    options.queueMetrics?.observe(queues);
    const at = new Date();
    await saveHealth(em, checks, at);
    const handledLastMinute = handledBy(checks);
    const parts = queueChecks.check({ queues, handledLastMinute, at });
    await savePartHealth(em, [...checkTraffic(checks), ...checkDatabases(checks), ...parts], at);
  };
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  const run = async () => {
    await pause(firstAfterMs);
    while (urls.size > 0 && !signal.aborted) {
      await round().catch((err: unknown) =>
        log.warn({ err }, 'the health of the platform could not be kept'),
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
