import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pinRelease, releasePath, type PinnedRemote } from '@payloom/rspack-config/remotes-json';
import { bringIn } from './bring-in.ts';
import { keepAssets } from './shell-assets.ts';
import { alone, isPacked, lockFile, readPinned, replaceFile, writePinned } from './site.ts';
import { addVersion, pruneVersions, readVersions } from './versions.ts';

/** What a page begins with: replaced when all that it leads to is there. */
const lastFiles: readonly string[] = ['index.html', 'service-worker.js'];

/** Files that are served meanwhile: one that is the same stays untouched, and the others are replaced in one go. */
async function copyFolder(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, path));
    const text = await readFile(path);
    if (existsSync(target) && text.equals(await readFile(target))) continue;
    await mkdir(dirname(target), { recursive: true });
    const draft = `${target}.${process.pid}.new`;
    await writeFile(draft, text);
    await rename(draft, target);
  }
}

async function copyFiles(built: string, site: string): Promise<void> {
  const entries = await readdir(built, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isDirectory() && entry.name !== 'remotes'))
    await copyFolder(join(built, name), join(site, name));
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const pack = await isPacked(site);
  const rank = (name: string): number => lastFiles.indexOf(name);
  for (const name of names.sort((a, b) => rank(a) - rank(b))) {
    if (name === 'remotes.json' || name.endsWith('.gz')) continue;
    await replaceFile(join(site, name), await readFile(join(built, name)), pack);
  }
}

/** What pages load now. A site of before there were versions has nothing that anybody could go on with. */
async function readLoaded(site: string): Promise<readonly PinnedRemote[]> {
  try {
    return await readPinned(site);
  } catch {
    for (const name of await readdir(site))
      if (name !== lockFile) await rm(join(site, name), { recursive: true });
    return [];
  }
}

/** The version to load after a build: that of the build if it is new here, else whatever was loaded, rolled back or not. */
async function settle(
  built: string,
  site: string,
  remote: PinnedRemote,
  now: readonly PinnedRemote[],
): Promise<PinnedRemote> {
  const { name, version } = remote;
  const loaded = now.find((each) => each.name === name);
  const isKnown = (await readVersions(site, name)).some((each) => each.version === version);
  await bringIn(site, name, join(built, releasePath(name, version)), await isPacked(built));
  if (!isKnown) await addVersion(site, name, version, loaded?.version);
  return pinRelease(site, name, isKnown && loaded ? loaded.version : version);
}

/**
 * Brings a built site into the folder that pages are served from, in place: what open tabs may still ask for stays, and a
 * remote that was rolled back stays so until there is a new version of it.
 */
export async function assemble(built: string, site: string): Promise<void> {
  await mkdir(site, { recursive: true });
  await alone(site, async () => {
    const now = await readLoaded(site);
    const pinned: PinnedRemote[] = [];
    for (const remote of await readPinned(built)) pinned.push(await settle(built, site, remote, now));
    await copyFiles(built, site);
    await writePinned(site, pinned);
    for (const { name, version } of pinned) await pruneVersions(site, name, version);
    for (const { name } of now.filter((old) => !pinned.some((remote) => remote.name === old.name)))
      await rm(join(site, 'remotes', name), { recursive: true });
    await keepAssets(built, site);
  });
}
