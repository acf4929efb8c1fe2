import { vault } from '@payloom/offline/vault';
import { countWaiting } from '@payloom/offline/waiting';
import { useEffect, useState } from 'react';

/** How much waits in this browser for the network, whoever it is of; 0 until it is known. */
export function useWaitingCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const look = (): void =>
      void countWaiting(vault).then(
        (next) => isWanted && setCount(next),
        (error: unknown) => console.error('What waits could not be counted.', error),
      );
    look();
    const stop = vault.subscribe(look);
    return () => {
      isWanted = false;
      stop();
    };
  }, []);
  return count;
}
