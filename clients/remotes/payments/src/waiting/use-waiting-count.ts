import { vault } from '@payloom/offline/vault';
import { countWaiting } from '@payloom/offline/waiting';
import { useKept } from './use-kept.ts';

const count = (): Promise<number> => countWaiting(vault);

/** How much waits in this browser for the network, whoever it is of; 0 until it is known. */
export const useWaitingCount = (): number => useKept(count, 0);
