import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';

const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 30_000;

export interface Restart {
  /** An update came: the next interruption is met quickly again. */
  alive: () => void;
  /** The stream of updates has ended, or one of them could not be delivered. */
  interrupted: () => void;
}

/** Starts a stream of live updates again, waiting longer each time, and loads anew what it may have missed. */
export function useRestart(restart: () => void): Restart {
  const client = useApolloClient();
  const [interruptionCount, setInterruptionCount] = useState(0);
  const tryCount = useRef(0);
  const restartNow = useRef(restart);

  useEffect(() => {
    restartNow.current = restart;
  });

  useEffect(() => {
    if (interruptionCount === 0) return;
    const waitMs = Math.min(FIRST_WAIT_MILLISECONDS * 2 ** tryCount.current, LONGEST_WAIT_MILLISECONDS);
    tryCount.current += 1;
    const timer = setTimeout(() => {
      restartNow.current();
      void client.refetchQueries({ include: 'active' });
    }, waitMs);
    return () => clearTimeout(timer);
  }, [interruptionCount, client]);

  return {
    alive: () => {
      tryCount.current = 0;
    },
    interrupted: () => setInterruptionCount((count) => count + 1),
  };
}
