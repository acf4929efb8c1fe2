import type { RemoteListing } from './remote-list.ts';

/** A remote at the version that `remotes.json` names: where its files are, and by which hashes they are known. */
export interface Release {
  readonly version: string | undefined;
  /** The script that everything begins with. */
  readonly entryUrl: string;
  /** What the release says of itself; always of the page's own origin. */
  readonly descriptionUrl: string;
  /** The folder of everything else, which may be on another origin; undefined where nothing is pinned. */
  readonly assetsUrl: string | undefined;
  /** What is pinned, by its path in that folder. */
  readonly pins: Readonly<Record<string, string>>;
  /** Of the pages that people begin with, by their paths: those pinned files that only such a page needs. */
  readonly pages: Readonly<Record<string, readonly string[]>>;
}

/** `assetsAt` is where the shell's own assets come from. */
export function releaseOf({ entry, version, integrity, pages }: RemoteListing, assetsAt: string): Release {
  const here = globalThis.location.href;
  const own = new URL(entry, here);
  const pinned = new URL(entry.replace(/^\//, ''), new URL(assetsAt, here));
  return {
    version,
    entryUrl: (integrity ? pinned : own).href,
    descriptionUrl: new URL('release.json', own).href,
    assetsUrl: integrity ? new URL('.', pinned).href : undefined,
    pins: integrity ?? {},
    pages: pages ?? {},
  };
}

/** The hash that a file asked for by the shell has to have. Throws for one that was not released. */
export function pinOf({ assetsUrl, pins }: Release, url: string): string {
  const pin =
    assetsUrl !== undefined && url.startsWith(assetsUrl) ? pins[url.slice(assetsUrl.length)] : undefined;
  if (pin === undefined) throw new Error(`${url} is not part of the release`);
  return pin;
}
