import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';
import { DeadLetter } from '../entities/dead-letter.entity.ts';

const keptDays = 90;
const forgottenAtOnceRowsMax = 1_000;
const sweepEveryMs = 60 * 60 * 1_000;

/** Forgets dead letters that were replayed or discarded long ago. Resolves with how many; open ones stay. */
export async function forgetDeadLetters(em: EntityManager, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 24 * 60 * 60 * 1_000);
  const where = { status: { $ne: 'OPEN' }, resolvedAt: { $lt: before } } as const;
  let forgotten = 0;
  for (;;) {
    const fork = em.fork();
    const old = await fork.find(DeadLetter, where, { fields: ['id'], limit: forgottenAtOnceRowsMax });
    // Once more by the whole condition: one of them may have been opened again just now.
    forgotten += await fork.nativeDelete(DeadLetter, { ...where, id: { $in: old.map(({ id }) => id) } });
    if (old.length < forgottenAtOnceRowsMax) return forgotten;
  }
}

export interface SweepOptions {
  readonly em: EntityManager;
  readonly log: Pick<SubgraphParts['log'], 'warn'>;
}

/** Forgets old dead letters from time to time. A round that fails is made up for by the next one. */
export function startDeadLetterSweep({ em, log }: SweepOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async () => {
    while (!signal.aborted) {
      await forgetDeadLetters(em).catch((err: unknown) =>
        log.warn({ err }, 'the sweep of dead letters failed and will run again'),
      );
      await sleep(sweepEveryMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const done = run();
  const stop = async () => {
    stopping.abort();
    await done;
  };
  return { stop };
}
