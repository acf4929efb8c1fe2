import type { Finding } from './finding.ts';

const banned = ['utils', 'util', 'common', 'helpers', 'helper', 'core', 'shared-types', 'misc'];

/** Folders and files that are called after nothing in particular. Each is reported once, at its first file. */
export function findNames(paths: readonly string[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const path of paths) {
    const parts = path.split('/');
    parts.forEach((part, index) => {
      const word = part.replace(/\.\w+$/, '');
      if (!banned.includes(word)) return;
      const place = parts.slice(0, index + 1).join('/');
      found.set(place, {
        path: place,
        line: 1,
        message: `"${word}" says nothing: call it after what it does.`,
      });
    });
  }
  return [...found.values()];
}
