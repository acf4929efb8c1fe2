import type { FileStore } from '@payloom/storage/file-store';
import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';
import { sweepAvatars } from './avatars/sweep-avatars.ts';
import { sweepNotifications } from './notifications/sweep-notifications.ts';

const sweepEveryMs = 10 * 60 * 1_000;

interface SweepParts extends Pick<SubgraphParts, 'orm'> {
  readonly log: { warn(details: object, message: string): void };
}

/** Removes at the start and now and then what counts no more. A failed round is made up for by the next one. */
export function startSweep({ orm, log }: SweepParts, files: FileStore, everyMs = sweepEveryMs) {
  let sweeping: Promise<unknown> = Promise.resolve();
  const sweep = () => {
    const failed = (what: string) => (err: unknown) => log.warn({ err }, what);
    sweeping = Promise.all([
      sweepAvatars(orm.em, files).catch(failed('files of old pictures were not removed')),
      sweepNotifications(orm.em).catch(failed('old notifications were not forgotten')),
    ]);
  };
  sweep();
  const timer = setInterval(sweep, everyMs).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await sweeping;
    },
  };
}
