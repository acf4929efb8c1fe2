import { useRegion } from '@payloom/i18n/use-region';
import { say } from '@payloom/i18n/wording';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useLocation, useMatches } from 'react-router';
import { handleOf } from '../routing/route-access.ts';

const PRODUCT = 'Payloom';

/**
 * Does what a browser does on a page load, which a change of route is not: gives the document its title, moves the focus
 * to the top of the new page, and has the title read out. Returns what is to be read out.
 */
export function useRouteFocus(main: RefObject<HTMLElement | null>): string {
  const { pathname } = useLocation();
  useRegion();
  const wording = handleOf(useMatches()).title;
  const title = wording && say(wording);
  const [announced, setAnnounced] = useState({ pathname, text: '' });
  if (announced.pathname !== pathname) setAnnounced({ pathname, text: title ?? PRODUCT });
  const shownPath = useRef(pathname);
  // Before the effects of the page itself, which may know a better title.
  useLayoutEffect(() => {
    document.title = title ? `${title} · ${PRODUCT}` : PRODUCT;
  }, [pathname, title]);
  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    // The first page is the browser's own doing, and so are the redirects on the way to it.
    if ('userActivation' in navigator && !navigator.userActivation.hasBeenActive) return;
    main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
  return announced.text;
}

/** Gives the document the title of a page that has no route of its own. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${PRODUCT}`;
  }, [title]);
}
