import type { RemoteEntry } from '@payloom/session/remote-entry';
import { loadContainer, type Container } from './container.ts';
import { preloadRelease } from './preload-release.ts';
import { releaseOf } from './release.ts';
import type { RemoteListing } from './remote-list.ts';

/** Loads a remote's entry. After a failed try it begins anew with what did not come. */
export type LoadEntry = (listing: RemoteListing) => Promise<RemoteEntry>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isEntry = (value: unknown): value is RemoteEntry =>
  isObject(value) &&
  typeof value['name'] === 'string' &&
  Array.isArray(value['routes']) &&
  Array.isArray(value['navigation']);

async function entryOf(container: Container): Promise<RemoteEntry> {
  const module = (await container.get('./entry'))();
  const entry = isObject(module) ? module['default'] : undefined;
  if (!isEntry(entry)) throw new Error('What the remote exposes is not a remote entry.');
  return entry;
}

/** Loads entries, and nothing that is not as `remotes.json` pins it. `assetsAt` is where the shell's own assets are. */
export function createLoadEntry(assetsAt: string): LoadEntry {
  return async (listing) => {
    const release = releaseOf(listing, assetsAt);
    preloadRelease(release);
    return entryOf(await loadContainer(`${listing.name}_remote`, release));
  };
}
