import { useEffect, useState, type RefObject } from 'react';

/** Whether the top of an element has been scrolled out of the window: its first rows are not seen. */
export function useIsPast(element: RefObject<HTMLElement | null>, watched: boolean): boolean {
  const [isPast, setIsPast] = useState(false);
  useEffect(() => {
    if (!watched) return;
    const look = (): void => setIsPast((element.current?.getBoundingClientRect().top ?? 0) < 0);
    // With the next picture: now, the browser would have to lay out the page only to be asked.
    const first = requestAnimationFrame(look);
    globalThis.addEventListener('scroll', look, { passive: true });
    return () => {
      cancelAnimationFrame(first);
      globalThis.removeEventListener('scroll', look);
    };
  }, [element, watched]);
  return watched && isPast;
}
