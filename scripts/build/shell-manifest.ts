import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { integrityOf } from '@payloom/rspack-config/remote-release';
import type { ManifestTransform } from 'workbox-build';

/** A name that changes with the content. */
export const hashedName = /[.-][\da-f]{8,}\.(?!html$|json$)\w+$/;
/** Of the fonts, what English and German are written in; the others are kept once somebody's name needs them. */
const rarelyNeeded = /-(?:cyrillic|greek|vietnamese)[\w-]*\.[\w.]*woff2$/;

/**
 * Of all files of a built site those of the shell, each by its hash: what a cache on the way has changed is not kept. The
 * worker keeps remotes by `remotes.json`. `assetBase` is where hashed files are asked for.
 */
export function partsOfShell(site: string, assetBase: string): ManifestTransform {
  return async (entries) => ({
    manifest: await Promise.all(
      entries
        .filter(({ url }) => !rarelyNeeded.test(url))
        .map(async (entry) => ({
          ...entry,
          url: `${hashedName.test(entry.url) ? assetBase : '/'}${entry.url}`,
          ...(hashedName.test(entry.url)
            ? { integrity: integrityOf(await readFile(join(site, entry.url))) }
            : {}),
        })),
    ),
    warnings: [],
  });
}
