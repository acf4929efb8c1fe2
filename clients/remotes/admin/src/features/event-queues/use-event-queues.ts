import { NetworkStatus } from '@apollo/client';
import { useEffect, useEffectEvent } from 'react';
import { isForbidden } from '../../access/forbidden.tsx';
import { useEventQueuesQuery, type EventQueueRowFragment } from './__generated__/event-queues.ts';

export const ASK_EVERY_MILLISECONDS = 5_000;

export interface EventQueuesState {
  queues: readonly EventQueueRowFragment[] | undefined;
  loading: boolean;
  /** Why the numbers could not be had, or, where there are some, could not be brought up to date. */
  error: Error | undefined;
  retrying: boolean;
  /** Asks for the numbers now. */
  ask: () => void;
}

const isHidden = (): boolean => document.visibilityState === 'hidden';

/** The queues as they are now: asked for again every few seconds while the page is seen, and when it is seen again. */
export function useEventQueues(): EventQueuesState {
  const { data, previousData, error, networkStatus, refetch, stopPolling } = useEventQueuesQuery({
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    pollInterval: ASK_EVERY_MILLISECONDS,
    skipPollAttempt: isHidden,
    notifyOnNetworkStatusChange: true,
  });
  // What fails shows as the query's error.
  const ask = (): void => void refetch().catch(() => undefined);
  const seenAgain = useEffectEvent(() => {
    if (!isHidden()) ask();
  });
  useEffect(() => {
    const seen = (): void => seenAgain();
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, []);
  useEffect(() => {
    // Who may not see them now may not in five seconds either.
    if (isForbidden(error)) stopPolling();
  }, [error, stopPolling]);
  const queues = (data ?? previousData)?.eventQueues;
  return {
    queues,
    loading: queues === undefined && error === undefined,
    error,
    retrying: networkStatus === NetworkStatus.refetch,
    ask,
  };
}
