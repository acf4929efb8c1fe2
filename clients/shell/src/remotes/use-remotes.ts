import { useRegion } from '@payloom/i18n/use-region';
import type { Command, DashboardCard, NavigationEntry, Search } from '@payloom/session/remote-entry';
import type { Role } from '@payloom/session/viewer';
import { LayoutDashboard } from 'lucide-react';
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { RemoteListing } from './remote-list.ts';
import { useWords } from '../pages/home/words.ts';
import type { RegistryState, RemoteRegistry } from './remote-registry.ts';

/** The registry that the pages are drawn from. */
export const RemoteRegistryContext = createContext<RemoteRegistry | null>(null);

/** The registry, for what changes it. */
export function useRemoteRegistry(): RemoteRegistry {
  const registry = useContext(RemoteRegistryContext);
  if (!registry) throw new Error('RemoteRegistryContext is missing.');
  return registry;
}

/** The remotes, as they are loaded. */
export function useRemotes(): RegistryState {
  const registry = useRemoteRegistry();
  return useSyncExternalStore(registry.subscribe, registry.getState, registry.getState);
}

/** What a remote is called in the language of the page. */
export function useLabel({ label }: Pick<RemoteListing, 'label'>): string {
  return label[useRegion().language];
}

const isFor = (role: Role | undefined, { roles }: { readonly roles?: readonly Role[] }): boolean =>
  role !== undefined && (!roles || roles.includes(role));

/** A card of the dashboard, and the remote it is of. */
export interface PlacedCard {
  readonly remote: string;
  readonly card: DashboardCard;
}

/** What the role sees at first, in the order the remotes ask for. */
export function useDashboard(role: Role | undefined): PlacedCard[] {
  const { remotes } = useRemotes();
  return useMemo(
    () =>
      remotes
        .flatMap((remote) =>
          remote.status === 'ready'
            ? (remote.entry.dashboard ?? []).map((card) => ({ remote: remote.listing.name, card }))
            : [],
        )
        .filter(({ card }) => isFor(role, card))
        .sort((a, b) => a.card.order - b.card.order),
    [remotes, role],
  );
}

const home: NavigationEntry = {
  to: '/',
  label: useWords.later('home'),
  icon: LayoutDashboard,
  order: 0,
  keys: 'g d',
};

/** Where the role may go, in the order the remotes ask for; first to the dashboard, where there is anything on it. */
export function useNavigationEntries(role: Role | undefined): NavigationEntry[] {
  const { remotes } = useRemotes();
  const hasHome = useDashboard(role).length > 0;
  return useMemo(
    () =>
      remotes
        .flatMap((remote) => (remote.status === 'ready' ? remote.entry.navigation : []))
        .filter((entry) => isFor(role, entry))
        .concat(hasHome ? [home] : [])
        .sort((a, b) => a.order - b.order),
    [remotes, role, hasHome],
  );
}

interface Contributions {
  readonly commands: readonly Command[];
  readonly searches: readonly Search[];
}

/** What the remotes that are there let the role do and find from any page. */
export function useContributions(role: Role | undefined): Contributions {
  const { remotes } = useRemotes();
  return useMemo(() => {
    const entries = remotes.flatMap((remote) => (remote.status === 'ready' ? [remote.entry] : []));
    return {
      commands: entries.flatMap(({ commands = [] }) => commands).filter((each) => isFor(role, each)),
      searches: entries.flatMap(({ searches = [] }) => searches).filter((each) => isFor(role, each)),
    };
  }, [remotes, role]);
}
