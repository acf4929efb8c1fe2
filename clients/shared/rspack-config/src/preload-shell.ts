import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stats } from '@rspack/core';
import { integrityOf } from './remote-release.ts';

/** What the first script asks for on every page, and what more where somebody is signed in; by the names that it gives them. */
const everybodys = 'bootstrap';
const signedIn = 'signed-in';
/** What hardly a page of theirs does without, though each remote asks for it by itself. */
const mostlyWanted = 'lists';

/** Where the page holds the second until the first script knows who is there. */
const heldOpening = '<template id="signed-in-files">';

/** The scripts of a part and of what has to be there with it, or of a chunk that parts have in common. */
function scriptsOf(stats: Stats, name: string): string[] {
  const { namedChunkGroups = {}, assetsByChunkName = {} } = stats.toJson({
    all: false,
    ids: true,
    assets: true,
    chunkGroups: true,
  });
  const files = namedChunkGroups[name]?.assets?.map((asset) => asset.name) ?? assetsByChunkName[name];
  if (!files) throw new Error(`The shell has no part of the name ${name}.`);
  return files.filter((file) => file.endsWith('.js'));
}

/**
 * Lets the page fetch the shell's scripts all at once, beside the first one, which would ask for them only when it runs: those of
 * every page at once, those of whoever is signed in when the first script says so.
 */
export async function preloadShell(stats: Stats, outputDir: string, publicPath: string): Promise<void> {
  const first = scriptsOf(stats, everybodys);
  const more = [...scriptsOf(stats, signedIn), ...scriptsOf(stats, mostlyWanted)].filter(
    (file) => !first.includes(file),
  );
  const link = async (file: string): Promise<string> => {
    const integrity = integrityOf(await readFile(join(outputDir, file)));
    return `<link rel="preload" as="script" crossorigin integrity="${integrity}" href="${publicPath}${file}">`;
  };
  const links = async (files: readonly string[]) => (await Promise.all(files.map(link))).join('');
  const path = join(outputDir, 'index.html');
  const page = await readFile(path, 'utf8');
  if (!page.includes(heldOpening)) throw new Error(`index.html has no ${heldOpening}.`);
  const held = page.replace(heldOpening, `${heldOpening}${await links(more)}`);
  await writeFile(path, held.replace('</head>', `${await links(first)}</head>`));
}
