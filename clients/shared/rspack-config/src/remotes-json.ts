import { join } from 'node:path';
import { z } from 'zod';
import type { RemoteProject } from './client-project.ts';
import { readPins, readRelease } from './remote-release.ts';

const listedSchema = z.object({
  name: z.string(),
  label: z.object({ en: z.string(), de: z.string() }),
  paths: z.array(z.string()),
  /** Whom it has anything for on the pages of others; everybody where it does not say. */
  roles: z.array(z.string()).optional(),
  /** The script that the shell runs. */
  entry: z.string(),
});
const pinnedSchema = listedSchema.extend({
  version: z.string(),
  /** Of what the shell asks for, by its path in the folder of the release. */
  integrity: z.record(z.string(), z.string()),
  /** What the pages that people begin with need beside that which all of its pages have, by their paths. */
  pages: z.record(z.string(), z.array(z.string())).optional(),
});

/** `remotes.json` of a site: which version of each remote is the one to load, and by which hashes it is known. */
export const remotesJsonSchema = z.object({ remotes: z.array(pinnedSchema) });

/** A remote that may change at any moment, as in development: where it is, and nothing to hold it to. */
export type ListedRemote = z.infer<typeof listedSchema>;

/** A remote at one version. */
export type PinnedRemote = z.infer<typeof pinnedSchema>;

/** Where the folder of a release is, below that of the site. */
export const releasePath = (name: string, version: string): string => `remotes/${name}/${version}`;

/** The entry of `remotes.json` for a release that stands in a site. */
export async function pinRelease(site: string, name: string, version: string): Promise<PinnedRemote> {
  const path = releasePath(name, version);
  const { label, paths, roles, entry, pages } = await readRelease(join(site, path));
  return {
    name,
    label,
    paths,
    roles,
    version,
    entry: `/${path}/${entry}`,
    integrity: await readPins(join(site, path)),
    pages,
  };
}

/** The list for remotes that are served as they are edited. */
export function listRemotes(
  remotes: readonly RemoteProject[],
  baseOf: (name: string) => string,
): { remotes: ListedRemote[] } {
  return {
    remotes: remotes.map(({ name, label, paths, roles }) => ({
      name,
      label,
      paths: [...paths],
      roles: roles && [...roles],
      entry: `${baseOf(name)}/remote-entry.js`,
    })),
  };
}
