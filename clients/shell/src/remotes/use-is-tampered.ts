import { useEffect, useState } from 'react';
import { useRemoteRegistry } from './use-remotes.ts';

/** Whether an error of a remote's page is that a part of it is not as it was released; false until it is known. */
export function useIsTampered(name: string, error: unknown): boolean {
  const registry = useRemoteRegistry();
  const [found, setFound] = useState<{ readonly error: unknown }>();
  useEffect(() => {
    let isWanted = true;
    if (error === undefined) return;
    void registry.isTampered(name, error).then((tampered) => {
      if (tampered && isWanted) setFound({ error });
    });
    return () => {
      isWanted = false;
    };
  }, [registry, name, error]);
  return found !== undefined && found.error === error;
}
