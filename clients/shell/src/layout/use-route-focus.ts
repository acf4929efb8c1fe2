import { useEffect, useRef, useState, type RefObject } from 'react';
import { useLocation, useMatches } from 'react-router';
import { handleOf } from '../routing/route-access.ts';

const PRODUCT = 'Payloom';

/**
 * Does what a browser does on a page load, which a change of route is not: gives the document its title, moves the focus
 * to the top of the new page, and has the title read out. Returns what is to be read out.
 */
export function useRouteFocus(main: RefObject<HTMLElement | null>): string {
  const { pathname } = useLocation();
  const { title } = handleOf(useMatches());
  const [announcement, setAnnouncement] = useState('');
  const shownPath = useRef(pathname);
  useEffect(() => {
    document.title = title ? `${title} · ${PRODUCT}` : PRODUCT;
    // The first page is the browser's own doing.
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    main.current?.focus({ preventScroll: true });
    setAnnouncement(title ?? PRODUCT);
  }, [pathname, title, main]);
  return announcement;
}
