import type { Release } from './release.ts';

const kinds: readonly (readonly [ending: string, kind: string])[] = [
  ['.js', 'script'],
  ['.css', 'style'],
];

/** Lets the browser fetch what a remote needs first all at once. */
export function preloadRelease({ assetsUrl, pins }: Release): void {
  if (assetsUrl === undefined) return;
  for (const [path, integrity] of Object.entries(pins)) {
    const kind = kinds.find(([ending]) => path.endsWith(ending))?.[1];
    if (kind === undefined) continue;
    const link = document.createElement('link');
    link.rel = 'preload';
    link.as = kind;
    link.crossOrigin = 'anonymous';
    link.integrity = integrity;
    link.href = assetsUrl + path;
    document.head.append(link);
  }
}
