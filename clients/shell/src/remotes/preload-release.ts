import type { Release } from './release.ts';

const kinds: readonly (readonly [ending: string, kind: string])[] = [
  ['.js', 'script'],
  ['.css', 'style'],
];

/** Lets the browser fetch what a remote needs first all at once, with what its page of that path needs where one is given. */
export function preloadRelease({ assetsUrl, pins, pages }: Release, path?: string): void {
  if (assetsUrl === undefined) return;
  const ofPage = new Set(path === undefined ? [] : pages[path]);
  const ofPages = new Set(Object.values(pages).flat());
  // Mostly by the first script already.
  const asked = new Set([...document.querySelectorAll('link')].map(({ href }) => href));
  for (const [file, integrity] of Object.entries(pins)) {
    const kind = kinds.find(([ending]) => file.endsWith(ending))?.[1];
    if (kind === undefined || (ofPages.has(file) && !ofPage.has(file))) continue;
    const href = assetsUrl + file;
    if (asked.has(href)) continue;
    const link = document.createElement('link');
    link.rel = 'preload';
    link.as = kind;
    link.crossOrigin = 'anonymous';
    link.integrity = integrity;
    link.href = href;
    document.head.append(link);
  }
}
