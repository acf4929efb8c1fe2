import type { Release } from './release.ts';

const kinds: readonly (readonly [ending: string, kind: string])[] = [
  ['.js', 'script'],
  ['.css', 'style'],
];

/** Lets the browser fetch what a remote needs first all at once. */
export function preloadRelease({ assetsUrl, pins }: Release): void {
  if (assetsUrl === undefined) return;
  // Mostly by the first script already.
  const asked = new Set([...document.querySelectorAll('link')].map(({ href }) => href));
  for (const [path, integrity] of Object.entries(pins)) {
    const kind = kinds.find(([ending]) => path.endsWith(ending))?.[1];
    if (kind === undefined) continue;
    const href = assetsUrl + path;
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
