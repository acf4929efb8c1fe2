import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';
import { forgetOldAttempts } from './sign-in-throttle.ts';

const sweepEveryMs = 10 * 60 * 1_000;

interface SweepParts extends Pick<SubgraphParts, 'orm'> {
  readonly log: { warn(details: object, message: string): void };
}

/** Removes now and then what counts no more. A failed round is made up for by the next one. */
export function startSweep({ orm, log }: SweepParts, everyMs = sweepEveryMs) {
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = () => {
    sweeping = forgetOldAttempts(orm.em.fork(), new Date()).catch((err: unknown) =>
      log.warn({ err }, 'old sign-in attempts were not removed'),
    );
  };
  const timer = setInterval(sweep, everyMs).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await sweeping;
    },
  };
}
