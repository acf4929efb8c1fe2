import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';
import { removeExpiredChallenges } from './operations/complete-sign-in.ts';
import { forgetOldNotificationMails } from './operations/promise-notification.ts';
import { removeExpiredTokens } from './operations/one-time-tokens.ts';
import { forgetOldDevices } from './known-devices.ts';
import { removeExpiredPasskeyChallenges } from './passkeys/challenges.ts';
import { forgetOldAttempts } from './throttle.ts';

const sweepEveryMs = 10 * 60 * 1_000;

interface SweepParts extends Pick<SubgraphParts, 'orm'> {
  readonly log: { warn(details: object, message: string): void };
}

async function sweepOnce(em: EntityManager, now: Date): Promise<void> {
  await forgetOldAttempts(em, now);
  await removeExpiredTokens(em, now);
  await removeExpiredChallenges(em, now);
  await removeExpiredPasskeyChallenges(em, now);
  await forgetOldDevices(em, now);
  await forgetOldNotificationMails(em, now);
}

/** Removes now and then what counts no more. A failed round is made up for by the next one. */
export function startSweep({ orm, log }: SweepParts, everyMs = sweepEveryMs) {
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = () => {
    sweeping = sweepOnce(orm.em.fork(), new Date()).catch((err: unknown) =>
      log.warn({ err }, 'what counts no more was not removed'),
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
