import { loadRemote, registerPlugins, registerRemotes } from '@module-federation/runtime';
import type { RemoteEntry } from '@payloom/session/remote-entry';
import { z } from 'zod';
import { federationPlugin } from './federation-plugin.ts';
import { preloadRelease } from './preload-release.ts';
import { releaseOf, type Release } from './release.ts';
import type { RemoteListing } from './remote-list.ts';

const isEntry = (value: unknown): value is RemoteEntry =>
  z
    .object({ name: z.string(), routes: z.array(z.unknown()), navigation: z.array(z.unknown()) })
    .safeParse(value).success;

const entryModuleSchema = z.object({ default: z.custom<RemoteEntry>(isEntry, 'is not a remote entry') });

/** Loads a remote's entry. `again` forgets what an earlier, failed try has left behind. */
export type LoadEntry = (listing: RemoteListing, again: boolean) => Promise<RemoteEntry>;

/** Loads entries by their manifests, and nothing that is not as `remotes.json` pins it. */
export function createLoadEntry(assetsAt: string): LoadEntry {
  const releases = new Map<string, Release>();
  registerPlugins([federationPlugin((container) => releases.get(container))]);
  return async (listing, again) => {
    const container = `${listing.name}_remote`;
    const release = releaseOf(listing, assetsAt);
    releases.set(container, release);
    preloadRelease(release);
    registerRemotes([{ name: container, entry: release.manifestUrl }], { force: again });
    return entryModuleSchema.parse(await loadRemote(`${container}/entry`)).default;
  };
}
