import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from './site.ts';

/** So many builds of the shell keep their parts in a site, for tabs that were opened with them. */
const shellsKeptMax = 5;

const shellsSchema = z.object({ shells: z.array(z.array(z.string())) });

/** Notes which assets a build of the shell has, and takes those away that no build has that is kept. */
export async function keepAssets(built: string, site: string): Promise<void> {
  const path = join(site, 'shells.json');
  const before = existsSync(path) ? shellsSchema.parse(JSON.parse(await readFile(path, 'utf8'))).shells : [];
  const now = (await readdir(join(built, 'assets'))).sort();
  const others = before.filter((shell) => shell.join() !== now.join());
  const shells = [...others, now].slice(-shellsKeptMax);
  await replaceFile(path, JSON.stringify({ shells }));
  const kept = new Set(shells.flat());
  for (const name of await readdir(join(site, 'assets')))
    if (!kept.has(name) && !kept.has(name.replace(/\.(?:br|gz)$/, ''))) await rm(join(site, 'assets', name));
}
