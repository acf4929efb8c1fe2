const SHORTEST_WAIT_MS = 100;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;
/** A server that stops sends all of its clients away at once: they come to the next one over this time. */
const FAREWELL_SPREAD_MS = 3_000;

/** Some time up to that, so that those whom one server lost do not come back all at once. */
export const someOf = (longestMs: number = LONGEST_WAIT_MS): number =>
  SHORTEST_WAIT_MS + Math.random() * (longestMs - SHORTEST_WAIT_MS);

/** Waits longer after each try, and not in step with others; or until the network is back. */
export function waitBeforeRetry(retries: number, wasSentAway: boolean): Promise<void> {
  const spreadMs = wasSentAway ? FAREWELL_SPREAD_MS : FIRST_WAIT_MS;
  const longestMs = Math.min(Math.max(spreadMs, FIRST_WAIT_MS * 2 ** retries), LONGEST_WAIT_MS);
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener('online', finish);
      resolve();
    };
    const timer = setTimeout(finish, someOf(longestMs));
    globalThis.addEventListener('online', finish);
  });
}
