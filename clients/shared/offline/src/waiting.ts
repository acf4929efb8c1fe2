import type { Vault } from './vault.ts';

/** What records are called that somebody wants done as soon as the network is back. */
export const waitingPrefix = 'waiting/';

/** How much waits for the network: it is lost with the session. */
export const countWaiting = (vault: Pick<Vault, 'count'>): Promise<number> => vault.count(waitingPrefix);
