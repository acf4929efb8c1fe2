import { CombinedGraphQLErrors, type ApolloClient } from '@apollo/client';
import type { NetworkStore } from './network.ts';

const FIRST_WAIT_MS = 3_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Asks again for what is shown as failed because nobody answered. What the graph itself refused is left as it is. Tells
 * whether anything is asked for now, which will find out whether somebody answers.
 */
function askAgain(client: ApolloClient): boolean {
  const shown = [...client.getObservableQueries('active')];
  const isAsking = shown.some((query) => query.getCurrentResult().loading);
  const failed = shown.filter((query) => {
    const { error } = query.getCurrentResult();
    return error && !CombinedGraphQLErrors.is(error);
  });
  for (const query of failed) query.refetch().catch(() => undefined);
  return isAsking || failed.length > 0;
}

/**
 * Brings failed views back by themselves: at once when the network is back, and every now and then while it is away and
 * only a query can find out. Returns how to stop.
 */
export function startRecovery(client: ApolloClient, network: NetworkStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (waitMs: number): void => {
    timer = setTimeout(() => {
      // Where nothing is asked for any more, nobody else would find out that the network is back.
      if (!askAgain(client)) network.answered();
      wait(Math.min(waitMs * 2, LONGEST_WAIT_MS));
    }, waitMs);
  };
  if (network.get().away) wait(FIRST_WAIT_MS);
  const stop = network.subscribe(() => {
    clearTimeout(timer);
    if (network.get().away) wait(FIRST_WAIT_MS);
    else askAgain(client);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
