import type { RemoteListing } from './remote-list.ts';

/** How often an open page looks, besides each time that somebody comes back to it. */
const LOOK_EVERY_MS = 30 * 60_000;

export interface WatchReleasesParts {
  /** The list as it is now. */
  readonly fetchList: () => Promise<readonly RemoteListing[]>;
  /** The list that the page was made by; empty while there is none. */
  readonly shown: () => readonly RemoteListing[];
  /** Another version of something is released than the page has. */
  readonly offer: () => void;
}

/** What a page would load by a list. A remote without a version is under development, where every edit is another one. */
const versionsOf = (listings: readonly RemoteListing[]): string =>
  listings
    .map(({ name, version = '' }) => `${name} ${version}`)
    .sort()
    .join('\n');

/**
 * Looks whether a remote was released, or taken back, since the page was opened, and offers the page anew: nothing changes
 * under it by itself. What was offered once and declined is not offered again, the next release is.
 */
export function watchReleases({ fetchList, shown, offer }: WatchReleasesParts): () => void {
  let offered: string | undefined;
  const look = async (): Promise<void> => {
    const own = shown();
    if (own.length === 0) return;
    const versions = versionsOf(await fetchList());
    if (versions === offered || versions === versionsOf(own)) return;
    offered = versions;
    offer();
  };
  // A page without a network finds out another time.
  const lookNow = (): void => void look().catch(() => undefined);
  const lookIfSeen = (): void => {
    if (document.visibilityState === 'visible') lookNow();
  };
  const timer = setInterval(lookNow, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', lookIfSeen);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', lookIfSeen);
  };
}
