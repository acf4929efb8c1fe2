import { setTimeout as delay } from 'node:timers/promises';
import { gatewayAudience } from '@payloom/event-contracts/envelope';
import type { Logger } from 'pino';
import { isRevoking, type Revocations } from '../authorization/revocations.ts';
import { LiveFeed, type LiveFeedOptions } from './live-feed.ts';
import type { LiveStore } from './live-store.ts';

const tryAgainAfterMs = 500;

export interface WatchRevocationsOptions {
  readonly store: LiveStore;
  readonly revocations: Revocations;
  readonly log: Pick<Logger, 'warn' | 'error'>;
}

/**
 * Tells the revocations of this gateway what takes access away, whichever gateway took it from the queue. What happened
 * before the gateway ran is not heard: the tokens from then are gone within their ten minutes.
 */
export function watchRevocations(options: WatchRevocationsOptions): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const watching = watch(options, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
}

async function watch(
  { store, revocations, log }: WatchRevocationsOptions,
  signal: AbortSignal,
): Promise<void> {
  let after: string | null = null;
  while (!signal.aborted) {
    const options: LiveFeedOptions = { audiences: [gatewayAudience], wants: isRevoking, after };
    const feed: LiveFeed | null = await LiveFeed.open(store, options, signal).catch((err: unknown) => {
      log.warn({ err }, 'what takes access away is not heard for a moment');
      return null;
    });
    // Where there is none, what was missed is no longer kept: it goes on with what comes now.
    after = feed ? await followUntilItEnds(feed, { revocations, log }, signal) : null;
    await delay(tryAgainAfterMs, undefined, { signal }).catch(() => {});
  }
}

/** Resolves, once the feed ends, with where to go on. */
async function followUntilItEnds(
  feed: LiveFeed,
  { revocations, log }: Pick<WatchRevocationsOptions, 'revocations' | 'log'>,
  signal: AbortSignal,
): Promise<string | null> {
  const close = () => feed.close();
  signal.addEventListener('abort', close);
  try {
    for (let live = await feed.next(); live; live = await feed.next()) {
      try {
        revocations.take(live.event);
      } catch (err) {
        log.error({ err, type: live.event.type }, 'an event that takes access away cannot be read');
      }
    }
  } catch (err) {
    log.warn({ err }, 'what takes access away is read again');
  } finally {
    signal.removeEventListener('abort', close);
  }
  return feed.lastCursor;
}
