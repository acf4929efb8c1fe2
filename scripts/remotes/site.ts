import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remotesJsonSchema, type PinnedRemote } from '@payloom/rspack-config/remotes-json';
import { packFile } from '../build/pack-site.ts';
import { takeLock } from '../start/lock.ts';
import { Problem } from '../start/problem.ts';

/** Whether files of the site have a compressed copy beside them, for a server that hands out such. */
export async function isPacked(site: string): Promise<boolean> {
  const assets = join(site, 'assets');
  return existsSync(assets) && (await readdir(assets)).some((name) => name.endsWith('.gz'));
}

/** Replaces a file so that whoever reads it finds the old or the new one, and its compressed copy too. */
export async function replaceFile(path: string, text: string | Buffer, pack = false): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, text);
  const packed = pack && (await packFile(draft));
  await rename(draft, path);
  if (packed) await rename(`${draft}.gz`, `${path}.gz`);
  else await rm(`${path}.gz`, { force: true });
}

/** Which version of each remote the site's pages load. */
export async function readPinned(site: string): Promise<readonly PinnedRemote[]> {
  const path = join(site, 'remotes.json');
  if (!existsSync(path)) throw new Problem(`${site} has no remotes.json. Make a site with: pnpm build site`);
  return remotesJsonSchema.parse(JSON.parse(await readFile(path, 'utf8'))).remotes;
}

/** The moment at which pages that are opened from then on load other versions. */
export async function writePinned(site: string, remotes: readonly PinnedRemote[]): Promise<void> {
  const sorted = [...remotes].sort((a, b) => a.name.localeCompare(b.name));
  const text = JSON.stringify({ remotes: sorted }, null, 2);
  await replaceFile(join(site, 'remotes.json'), text, await isPacked(site));
}

/** The same list with one remote at another version. */
export function withPin(remotes: readonly PinnedRemote[], pin: PinnedRemote): PinnedRemote[] {
  return [...remotes.filter(({ name }) => name !== pin.name), pin];
}

/** Held while a site is changed. */
export const lockFile = '.remotes.lock';

/** Lets nobody else change the site meanwhile. */
export async function alone<T>(site: string, change: () => Promise<T>): Promise<T> {
  if (!existsSync(site)) throw new Problem(`There is no site ${site}. Make one with: pnpm build site`);
  const lock = takeLock(join(site, lockFile), () => `Something else is changing ${site}. Try again.`);
  try {
    return await change();
  } finally {
    lock.release();
  }
}
