import type { NavigationEntry } from '@payloom/session/remote-entry';
import type { Role } from '@payloom/session/viewer';
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
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

/** Where the role may go, in the order the remotes ask for. */
export function useNavigationEntries(role: Role | undefined): NavigationEntry[] {
  const { remotes } = useRemotes();
  return useMemo(
    () =>
      remotes
        .flatMap((remote) => (remote.status === 'ready' ? remote.entry.navigation : []))
        .filter(({ roles }) => role !== undefined && (!roles || roles.includes(role)))
        .sort((a, b) => a.order - b.order),
    [remotes, role],
  );
}
