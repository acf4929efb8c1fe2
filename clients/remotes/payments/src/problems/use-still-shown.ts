import { useCallback, useEffect, useRef } from 'react';

/** Tells whether the component is still on the page: an answer that comes later has to be told elsewhere. */
export function useStillShown(): () => boolean {
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return useCallback(() => shown.current, []);
}
