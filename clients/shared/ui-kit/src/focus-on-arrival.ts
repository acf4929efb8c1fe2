import { useEffect, useRef, type RefObject } from 'react';

/**
 * Puts the focus on the first row of a list that was asked for by a button or link that goes away with the old one.
 * Returns what is called when it is asked for. `top` is the first row's key.
 */
export function useFocusOnArrival(list: RefObject<HTMLElement | null>, top: string | undefined): () => void {
  /** What is on top while something else is awaited. */
  const leaving = useRef<{ top: string | undefined }>(undefined);
  useEffect(() => {
    if (!leaving.current || leaving.current.top === top) return;
    // In between there may be no rows at all.
    if (top !== undefined) leaving.current = undefined;
    (list.current?.querySelector<HTMLElement>('[data-row-target]') ?? list.current)?.focus();
  }, [list, top]);
  return () => {
    leaving.current = { top };
  };
}
