import { pinRelease } from '@payloom/rspack-config/remotes-json';
import { bringIn } from './bring-in.ts';
import { alone, readPinned, withPin, writePinned } from './site.ts';
import { addVersion, pruneVersions } from './versions.ts';

export interface Deployed {
  readonly version: string;
  /** What was taken away, being older than is kept. */
  readonly removed: readonly string[];
}

/** Puts the release in `from` into a site, and lets pages load it from now on. All else in the site stays. */
export function deploy(site: string, name: string, from: string): Promise<Deployed> {
  return alone(site, async () => {
    const pinned = await readPinned(site);
    const version = await bringIn(site, name, from);
    const loaded = pinned.find((remote) => remote.name === name)?.version;
    await addVersion(site, name, version, loaded);
    await writePinned(site, withPin(pinned, await pinRelease(site, name, version)));
    return { version, removed: await pruneVersions(site, name, version) };
  });
}
