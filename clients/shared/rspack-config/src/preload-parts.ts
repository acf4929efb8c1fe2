import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stats } from '@rspack/core';
import { integrityOf } from './remote-release.ts';

/** What every page needs as soon as its first script has run. */
const chunks: readonly string[] = ['parts'];

/** Lets the page fetch those beside its first script, which would ask for them only once it and a remote have come. */
export async function preloadParts(stats: Stats, outputDir: string, publicPath: string): Promise<void> {
  const { chunks: built = [] } = stats.toJson({ all: false, chunks: true, ids: true });
  const files = built
    .filter(({ names = [] }) => names.some((name) => chunks.includes(name)))
    .flatMap(({ files: ofChunk = [] }) => ofChunk.filter((file) => file.endsWith('.js')));
  const links = files.map(async (file) => {
    const integrity = integrityOf(await readFile(join(outputDir, file)));
    // Of no more weight than the first script, which is to come first.
    return `<link rel="preload" as="script" fetchpriority="low" crossorigin integrity="${integrity}" href="${publicPath}${file}">`;
  });
  const path = join(outputDir, 'index.html');
  const page = await readFile(path, 'utf8');
  await writeFile(path, page.replace('</head>', `${(await Promise.all(links)).join('')}</head>`));
}
