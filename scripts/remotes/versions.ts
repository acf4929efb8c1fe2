import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { releasePath } from '@payloom/rspack-config/remotes-json';
import { z } from 'zod';
import { replaceFile } from './site.ts';

/** So many versions of a remote stay in a site: who opened a page before as many releases still gets its parts. */
export const versionsKeptMax = 5;

const versionsSchema = z.object({
  versions: z.array(z.object({ version: z.string(), deployedAt: z.iso.datetime() })),
});

/** A version that stands in a site, and since when. */
export type DeployedVersion = z.infer<typeof versionsSchema>['versions'][number];

const pathOf = (site: string, name: string): string => join(site, 'remotes', name, 'versions.json');

/** The versions of a remote that stand in a site, in the order in which they came. */
export async function readVersions(site: string, name: string): Promise<readonly DeployedVersion[]> {
  const path = pathOf(site, name);
  return existsSync(path) ? versionsSchema.parse(JSON.parse(await readFile(path, 'utf8'))).versions : [];
}

/** Writes down which versions stand in a site. */
async function writeVersions(
  site: string,
  name: string,
  versions: readonly DeployedVersion[],
): Promise<void> {
  await mkdir(join(site, 'remotes', name), { recursive: true });
  await replaceFile(pathOf(site, name), JSON.stringify({ versions }, null, 2));
}

/** Notes that a version came, as the newest there is, right behind the one that pages loaded until then. */
export async function addVersion(
  site: string,
  name: string,
  version: string,
  loaded: string | undefined,
): Promise<void> {
  const deployedAt = new Date().toISOString();
  const known = await readVersions(site, name);
  const older = known.filter((each) => each.version !== version && each.version !== loaded);
  // A site that was built but not assembled has noted nothing yet.
  const before =
    loaded === undefined || loaded === version
      ? []
      : [known.find((each) => each.version === loaded) ?? { version: loaded, deployedAt }];
  await writeVersions(site, name, [...older, ...before, { version, deployedAt }]);
}

/** Takes away what is older than is kept, but never the version that pages load. Returns what it took. */
export async function pruneVersions(site: string, name: string, pinned: string): Promise<readonly string[]> {
  const versions = await readVersions(site, name);
  const surplus = versions.length - versionsKeptMax;
  const old = versions
    .map(({ version }) => version)
    .filter((version) => version !== pinned)
    .slice(0, Math.max(0, surplus));
  await writeVersions(
    site,
    name,
    versions.filter(({ version }) => !old.includes(version)),
  );
  for (const version of old) await rm(join(site, releasePath(name, version)), { recursive: true });
  return old;
}
