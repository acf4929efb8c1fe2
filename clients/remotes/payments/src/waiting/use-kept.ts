import { vault } from '@payloom/offline/vault';
import { useEffect, useState } from 'react';

/** What `read` finds in this browser, again whenever this tab or another changes something; `none` until it is known. */
export function useKept<T>(read: () => Promise<T>, none: T): T {
  const [found, setFound] = useState(none);
  useEffect(() => {
    let latest = 0;
    const look = (): void => {
      const asked = (latest += 1);
      read().then(
        // What was asked for earlier may be read later: it does not count any more.
        (next) => asked === latest && setFound(next),
        (error: unknown) => console.error('What is kept could not be read.', error),
      );
    };
    look();
    const stop = vault.subscribe(look);
    return () => {
      latest += 1;
      stop();
    };
  }, [read]);
  return found;
}
