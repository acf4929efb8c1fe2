import { loadedGraph } from '@payloom/apollo-client/graph-later';
import { useNetworkOf } from '@payloom/apollo-client/network';
import { network } from '@payloom/apollo-client/page-network';
import { NetworkProvider } from '@payloom/ui-kit/network';
import { RouterProvider } from 'react-router/dom';
import type { RemoteRegistry } from './remotes/remote-registry.ts';
import { RemoteRegistryContext } from './remotes/use-remotes.ts';
import type { ShellRouter } from './routing/create-routes.tsx';

const shownSince = (): Date | undefined => loadedGraph()?.shownSince();

export interface AppProps {
  readonly registry: RemoteRegistry;
  readonly router: ShellRouter;
}

/** The host: the remotes and the router around every page. */
export function App({ registry, router }: AppProps) {
  const { away } = useNetworkOf(network);
  return (
    <RemoteRegistryContext value={registry}>
      <NetworkProvider away={away} shownSince={shownSince}>
        {/* A transition renders the new address while queries still answer for the old one, and the two never agree. */}
        <RouterProvider router={router} useTransitions={false} />
      </NetworkProvider>
    </RemoteRegistryContext>
  );
}
