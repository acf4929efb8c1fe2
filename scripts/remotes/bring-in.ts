import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { hashRelease, readRelease } from '@payloom/rspack-config/remote-release';
import { releasePath } from '@payloom/rspack-config/remotes-json';
import { packHashed, packSite } from '../build/pack-site.ts';
import { Problem } from '../start/problem.ts';
import { isPacked } from './site.ts';

/** Whether a release is what it says it is, to the last byte. */
export async function isWhole(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'release.json'))) return false;
  const { files } = await readRelease(folder);
  return isDeepStrictEqual({ ...files }, await hashRelease(folder));
}

/**
 * Copies a release into the folder of a site, where it stands whole or not at all, with compressed copies where the site
 * has such or is to have them. Returns its version.
 */
export async function bringIn(site: string, name: string, from: string, pack = false): Promise<string> {
  if (!(await isWhole(from))) throw new Problem(`${from} is no whole release of a remote.`);
  const release = await readRelease(from);
  if (release.name !== name) throw new Problem(`${from} is a release of ${release.name}, not of ${name}.`);
  const folder = join(site, releasePath(name, release.version));
  if (await isWhole(folder)) return release.version;
  const draft = `${folder}.${process.pid}.new`;
  try {
    await mkdir(dirname(draft), { recursive: true });
    // Compressed copies are made anew: no hash says that they are of these files.
    await cp(from, draft, { recursive: true, filter: (path) => !/\.(?:br|gz)$/.test(path) });
    await packHashed(draft);
    if (pack || (await isPacked(site))) await packSite(draft);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return release.version;
}
