import { loadedGraph } from '@payloom/apollo-client/graph-later';
import { useNetworkOf } from '@payloom/apollo-client/network';
import { network } from '@payloom/apollo-client/page-network';
import { NetworkProvider } from '@payloom/ui-kit/network';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router/dom';
import type { RemoteRegistry } from './remotes/remote-registry.ts';
import { RemoteRegistryContext } from './remotes/use-remotes.ts';
import type { ShellRouter } from './routing/create-routes.tsx';

const shownSince = (): Date | undefined => loadedGraph()?.shownSince();

export interface AppProps {
  readonly registry: RemoteRegistry;
  readonly router: ShellRouter;
  /** Called when the first page has been drawn. */
  readonly onDrawn?: () => void;
}

/** The host: the remotes and the router around every page. */
export function App({ registry, router, onDrawn }: AppProps) {
  const { away } = useNetworkOf(network);
  useEffect(() => onDrawn?.(), [onDrawn]);
  return (
    <RemoteRegistryContext value={registry}>
      <NetworkProvider away={away} shownSince={shownSince}>
        {/* A transition renders the new address while queries still answer for the old one, and the two never agree. */}
        <RouterProvider router={router} useTransitions={false} />
      </NetworkProvider>
    </RemoteRegistryContext>
  );
}
