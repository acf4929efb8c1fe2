import { useEffect, useState, type RefObject } from 'react';
import { still } from '../../first/still.ts';

/** How far below the window something may be to count as near. */
const MARGIN = '25%';
/** Whoever does one of these may look further down next. */
const deeds = ['scroll', 'pointerdown', 'keydown'] as const;

/** What is seen at once comes first, for so long; then comes what is not. */
const FIRST_MS = 2_000;

/**
 * Whether an element has come near the window, or is wanted all the same: somebody has begun to move about on the page, or all that
 * is near has had its time. It stays so.
 */
export function useNearView(element: RefObject<HTMLElement | null>): boolean {
  const [isNear, setIsNear] = useState(!('IntersectionObserver' in globalThis));
  useEffect(() => {
    if (isNear || !element.current) return;
    const come = (): void => setIsNear(true);
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) come();
      },
      { rootMargin: `0px 0px ${MARGIN} 0px` },
    );
    observer.observe(element.current);
    for (const deed of deeds) globalThis.addEventListener(deed, come, { passive: true });
    void still(FIRST_MS).then(come);
    return () => {
      observer.disconnect();
      for (const deed of deeds) globalThis.removeEventListener(deed, come);
    };
  }, [element, isNear]);
  return isNear;
}
